-- Progress as it was reported to the party group: one report for each week and month, its
-- figures fixed when it was made, by branch, as JSON. Rows are only added.
create table ledger_report (
    id varchar(36) not null,
    kind varchar(10) not null,
    starts_on date not null,
    ends_before date not null,
    content text not null,
    made_at timestamp(6) with time zone not null,
    constraint ledger_report_pk primary key (id),
    constraint ledger_report_once unique (kind, starts_on)
);
create index ledger_report_newest on ledger_report (ends_before desc, id desc);

-- One row, held while reports are made, so that only one node makes them.
create table ledger_report_lock (
    id integer not null,
    constraint ledger_report_lock_pk primary key (id)
);
insert into ledger_report_lock (id) values (1);

-- What happened within a period.
create index ledger_closing_when on ledger_closing (closed_at);
create index ledger_redo_when on ledger_redo (redone_at);
create index ledger_reopening_when on ledger_reopening (reopened_at);
create index ledger_extension_end_when on ledger_extension_end (decided_at);
create index ledger_amendment_when on ledger_amendment (made_at);
