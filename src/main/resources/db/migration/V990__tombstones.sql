-- Append-only: what was removed of chains once it was old enough, up to which event of each. The
-- tombstone with this number is an event of the chain "record"; its signature covers these rows.
create table audit_tombstone (
    number bigint not null,
    chain varchar(255) not null,
    first_seq bigint not null,
    last_seq bigint not null,
    -- of the last event that was removed: the next one follows from it
    last_hash varchar(64) not null,
    -- all that was removed happened before
    before_at timestamp(6) with time zone not null,
    constraint audit_tombstone_pk primary key (chain, last_seq)
);
create index audit_tombstone_number on audit_tombstone (number);

insert into audit_duty (id, done_on) values ('purgeNotice', date '2000-01-01');
