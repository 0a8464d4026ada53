-- What the auditor looks for again and again.
create table audit_search (
    id varchar(36) not null,
    account varchar(64) not null,
    name varchar(100) not null,
    -- the filters, as JSON
    query text not null,
    created_at timestamp(6) with time zone not null,
    constraint audit_search_pk primary key (id)
);
create index audit_search_account on audit_search (account, name, id);

insert into audit_duty (id, done_on) values ('purge', date '2000-01-01');
