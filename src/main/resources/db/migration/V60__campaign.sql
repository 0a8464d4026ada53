create table campaign (
    id varchar(36) not null,
    title varchar(400) not null,
    notice text not null,
    state varchar(20) not null,
    opens_on date not null,
    closes_on date not null,
    created_at timestamp(6) with time zone not null,
    changed_at timestamp(6) with time zone not null,
    changed_by varchar(64) not null,
    revision integer not null,
    constraint campaign_pk primary key (id)
);
create index campaign_newest on campaign (opens_on desc, id desc);

create table campaign_category (
    id varchar(36) not null,
    campaign_id varchar(36) not null,
    sort_order integer not null,
    name varchar(200) not null,
    constraint campaign_category_pk primary key (id),
    constraint campaign_category_campaign foreign key (campaign_id) references campaign (id)
);
create index campaign_category_in_order on campaign_category (campaign_id, sort_order);

create table campaign_milestone (
    campaign_id varchar(36) not null,
    sort_order integer not null,
    title varchar(200) not null,
    starts_on date not null,
    ends_on date not null,
    constraint campaign_milestone_pk primary key (campaign_id, sort_order),
    constraint campaign_milestone_campaign foreign key (campaign_id) references campaign (id)
);

-- Who owes a material. A draft without any names everybody once it opens.
create table campaign_participant (
    campaign_id varchar(36) not null,
    account varchar(64) not null,
    constraint campaign_participant_pk primary key (campaign_id, account),
    constraint campaign_participant_campaign foreign key (campaign_id) references campaign (id)
);
create index campaign_participant_account on campaign_participant (account, campaign_id);
