-- session_epoch: a session or a verification made under another number is over.
create table account (
    account varchar(64) primary key references person (account),
    password_hash varchar(255) not null,
    must_change_password boolean not null,
    password_changed_at timestamp(6) with time zone not null,
    failures integer not null,
    blocked_until timestamp(6) with time zone,
    session_epoch integer not null,
    last_sign_in timestamp(6) with time zone
);

create table sign_in (
    id varchar(36) primary key,
    account varchar(64) not null references account (account),
    happened_at timestamp(6) with time zone not null,
    succeeded boolean not null,
    way varchar(10) not null,
    address varchar(64) not null
);
create index sign_in_account on sign_in (account, happened_at);

create table personal_token (
    id varchar(36) primary key,
    account varchar(64) not null references account (account),
    name varchar(100) not null,
    hash varchar(64) not null,
    created_at timestamp(6) with time zone not null,
    last_used_at timestamp(6) with time zone,
    revoked_at timestamp(6) with time zone,
    constraint personal_token_hash unique (hash)
);
create index personal_token_account on personal_token (account, created_at);

-- One row once the first administrators exist: two set-ups at once cannot both succeed.
create table set_up (
    only_once integer primary key,
    happened_at timestamp(6) with time zone not null
);
