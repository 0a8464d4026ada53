-- kinds and campaigns are ids with a space between; empty for all. Nothing is deleted:
-- ended_at is set where it ended before its last day.
create table deputation (
    id varchar(36) primary key,
    principal varchar(64) not null references person (account),
    deputy varchar(64) not null references person (account),
    first_day date not null,
    last_day date not null,
    kinds text not null,
    campaigns text not null,
    reason varchar(500),
    named_at timestamp(6) with time zone not null,
    named_by varchar(64) not null,
    ended_at timestamp(6) with time zone,
    ended_by varchar(64)
);
create index deputation_principal on deputation (principal, last_day);
create index deputation_deputy on deputation (deputy, last_day);
create index deputation_last_day on deputation (last_day, id);
