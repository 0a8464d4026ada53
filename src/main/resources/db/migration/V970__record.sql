-- What is of record. Events made from here on are sealed with a key outside the database and
-- carry the digests of the rows that their transaction wrote; those from before keep their rule.
alter table audit_event add column write_no bigint;
alter table audit_event add column rows_hash varchar(64);
alter table audit_event add column key_id varchar(40);
alter table audit_event add column seal varchar(64);

-- In which order the transactions that wrote one row came.
create sequence audit_write;

-- Append-only: a row of record as a transaction left it; digest is null where it deleted it.
-- Covered by rows_hash of its event but for salt: where a text is erased, the salts of the
-- row's earlier digests are given up with it, and the chain stays whole.
create table audit_row (
    chain varchar(255) not null,
    seq bigint not null,
    row_no integer not null,
    tbl varchar(60) not null,
    row_key varchar(250) not null,
    write_no bigint not null,
    -- which columns it covers
    shape varchar(16) not null,
    digest varchar(64),
    -- four characters for each column: they tell which one changed
    hints varchar(600),
    salt varchar(32),
    constraint audit_row_pk primary key (chain, seq, row_no)
);
create index audit_row_of on audit_row (row_key, write_no, tbl);

-- Append-only: all events in the order in which checkpoints took them up, the leaves of
-- their trees.
create table audit_log (
    leaf bigint not null,
    chain varchar(255) not null,
    seq bigint not null,
    hash varchar(64) not null,
    constraint audit_log_pk primary key (leaf),
    constraint audit_log_event unique (chain, seq)
);

-- Append-only: signed roots of the tree over the first leaves.
create table audit_checkpoint (
    number bigint not null,
    made_at timestamp(6) with time zone not null,
    size bigint not null,
    root varchar(64) not null,
    previous varchar(64),
    key_id varchar(40) not null,
    signature varchar(100) not null,
    -- the roots of the full trees it is made of, to go on from
    frontier text not null,
    constraint audit_checkpoint_pk primary key (number)
);

-- What only one node does at a time, and what is done once a day.
create table audit_duty (
    id varchar(40) not null,
    done_on date not null,
    constraint audit_duty_pk primary key (id)
);
insert into audit_duty (id, done_on) values ('takeOver', date '2000-01-01');
insert into audit_duty (id, done_on) values ('checkpoint', date '2000-01-01');
insert into audit_duty (id, done_on) values ('mail', date '2000-01-01');
insert into audit_duty (id, done_on) values ('verification', date '2000-01-01');
