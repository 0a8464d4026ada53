-- Wrong passwords by name and network: the name as a salted digest, as it may be no account's,
-- or a password typed into the wrong field. Alike for names that are accounts and that are not.
create table sign_in_limit (
    name_digest varchar(64) not null,
    network varchar(64) not null,
    failures integer not null,
    blocked_until timestamp(6) with time zone,
    failed_at timestamp(6) with time zone not null,
    primary key (name_digest, network)
);
create index sign_in_limit_network on sign_in_limit (network, failed_at);
create index sign_in_limit_age on sign_in_limit (failed_at);

-- Where a person signed in: others who guess elsewhere do not stop them there.
create table known_network (
    account varchar(64) not null references account (account),
    network varchar(64) not null,
    last_at timestamp(6) with time zone not null,
    primary key (account, network)
);
insert into known_network (account, network, last_at)
select account, address, max(happened_at) from sign_in where succeeded = true group by account, address;

-- One row: what names are digested with.
create table sign_in_salt (
    only_once integer primary key,
    salt varchar(64) not null
);

alter table account drop column failures;
alter table account drop column blocked_until;
