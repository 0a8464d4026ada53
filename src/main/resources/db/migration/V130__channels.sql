-- One outbox for every channel. A row that is being sent is leased: next_try_at is when
-- the lease ends and anybody may take it over.
alter table outbox add column channel varchar(16) default 'mail' not null;
alter table outbox add column target varchar(36);
alter table outbox add column content text;
alter table outbox add column lease varchar(36);
alter table outbox add column tried_since timestamp(6) with time zone;
alter table outbox alter column account drop not null;
alter table outbox alter column address drop not null;
alter table outbox alter column reason set data type varchar(500);
drop index outbox_due;
create index outbox_due on outbox (channel, state, next_try_at, id);
create index outbox_target on outbox (target, state, next_try_at, id);
create index outbox_pace on outbox (target, sent_at);
create index outbox_gave_up on outbox (state, created_at, id);

create index notification_event on notification (account, event, created_at desc, id desc);

create table notice_channel (
    id varchar(36) not null primary key,
    kind varchar(16) not null,
    name varchar(100) not null,
    url varchar(1000) not null,
    secret varchar(200),
    language varchar(2) not null,
    events text not null,
    branches text not null,
    enabled boolean not null,
    revision integer not null,
    created_at timestamp(6) with time zone not null
);

create table notice_settings (
    account varchar(64) not null primary key,
    language varchar(2) not null,
    quiet_from varchar(5),
    quiet_to varchar(5),
    digest_hour integer not null,
    revision integer not null
);

create table notice_choice (
    account varchar(64) not null,
    event varchar(64) not null,
    mail varchar(8) not null,
    primary key (account, event)
);

create table digest_item (
    id varchar(36) not null primary key,
    account varchar(64) not null,
    event varchar(64) not null,
    case_id varchar(100) not null,
    link varchar(500) not null,
    arguments text not null,
    created_at timestamp(6) with time zone not null,
    due_at timestamp(6) with time zone not null
);
create index digest_item_due on digest_item (due_at, account);
create index digest_item_account on digest_item (account, due_at);

-- Which days a person had a digest: the key sees to it that there is one a day.
create table digest (
    account varchar(64) not null,
    digest_day date not null,
    made_at timestamp(6) with time zone not null,
    primary key (account, digest_day)
);
