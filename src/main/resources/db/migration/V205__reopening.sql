-- A closed entry was opened again, and why. Rows are only added.
create table ledger_reopening (
    entry_id varchar(36) not null,
    cycle_number integer not null,
    cause varchar(20) not null,
    reason text not null,
    reopened_by varchar(64) not null,
    reopened_at timestamp(6) with time zone not null,
    constraint ledger_reopening_pk primary key (entry_id, cycle_number),
    constraint ledger_reopening_entry foreign key (entry_id) references ledger_entry (id)
);
