-- What keeps lists and counts as quick with a million cases as with ten thousand.
create index ledger_reader_account on ledger_reader (account, entry_id);
create index ledger_entry_state on ledger_entry (state, registered_at desc, entry_number desc);
create index ledger_entry_branch_state on ledger_entry (branch_id, state, registered_at desc, entry_number desc);
create index ledger_entry_category on ledger_entry (category_id, registered_at desc, entry_number desc);
create index ledger_entry_department on ledger_entry (department_id, registered_at desc, entry_number desc);
create index ledger_entry_closed on ledger_entry (closed_on, branch_id, state, due_on);

-- How many entries were closed before a day, by what they are counted by; branch_id is
-- empty for all branches together, item for what an entry has none of.
create table ledger_tally (
    branch_id varchar(36) not null,
    dimension varchar(20) not null,
    item varchar(200) not null,
    recurring boolean not null,
    on_time boolean not null,
    entries bigint not null,
    constraint ledger_tally_pk primary key (branch_id, dimension, item, recurring, on_time)
);
-- One row: that day. Held by who counts, or takes out what is reopened.
create table ledger_tally_day (
    id integer not null,
    counted_before date not null,
    constraint ledger_tally_day_pk primary key (id)
);
insert into ledger_tally_day (id, counted_before) values (1, date '2000-01-01');
