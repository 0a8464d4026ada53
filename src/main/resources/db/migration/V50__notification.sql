create table notification (
    id varchar(36) not null primary key,
    account varchar(64) not null,
    event varchar(64) not null,
    case_id varchar(100) not null,
    link varchar(500) not null,
    arguments text not null,
    created_at timestamp(6) with time zone not null,
    read_at timestamp(6) with time zone
);
create index notification_newest on notification (account, created_at desc, id desc);
create index notification_unread on notification (account, read_at, created_at desc);

create table outbox (
    id varchar(36) not null primary key,
    account varchar(64) not null,
    address varchar(320) not null,
    event varchar(64) not null,
    case_id varchar(100) not null,
    link varchar(500) not null,
    arguments text not null,
    state varchar(16) not null,
    attempts integer not null,
    reason varchar(200),
    created_at timestamp(6) with time zone not null,
    next_try_at timestamp(6) with time zone not null,
    sent_at timestamp(6) with time zone
);
create index outbox_due on outbox (state, next_try_at, id);
