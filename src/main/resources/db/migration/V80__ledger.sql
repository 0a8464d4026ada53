-- What the branch decided on an accepted material, once for each material; the form as
-- it was filled in, as JSON.
create table ledger_registration (
    reflection_id varchar(36) not null,
    reflection_version integer not null,
    branch_id varchar(36) not null,
    form_data text not null,
    registered_by varchar(64) not null,
    registered_at timestamp(6) with time zone not null,
    constraint ledger_registration_pk primary key (reflection_id)
);

-- The last number given away in a branch and year; the row is held until the entry that
-- got the number is committed, so that no number is lost.
create table ledger_sequence (
    branch_id varchar(36) not null,
    sequence_year integer not null,
    last_number integer not null,
    constraint ledger_sequence_pk primary key (branch_id, sequence_year)
);

-- One row, held while a sequence is begun: an insert that loses against another would
-- abort the transaction on PostgreSQL.
create table ledger_sequence_lock (
    id integer not null,
    constraint ledger_sequence_lock_pk primary key (id)
);
insert into ledger_sequence_lock (id) values (1);

create table ledger_entry (
    id varchar(36) not null,
    entry_number varchar(40) not null,
    branch_id varchar(36) not null,
    branch_code varchar(16) not null,
    sequence_year integer not null,
    sequence_number integer not null,
    department_id varchar(36),
    campaign_id varchar(36),
    category_id varchar(36),
    title varchar(400) not null,
    manifestation text not null,
    root_cause text not null,
    measure text not null,
    source_kind varchar(20) not null,
    reflection_id varchar(36),
    reflection_version integer,
    problem_index integer,
    author varchar(64),
    responsible varchar(64) not null,
    deadline_class varchar(20) not null,
    due_on date not null,
    state varchar(20) not null,
    cycle_number integer not null,
    redo_count integer not null,
    recurring boolean not null,
    closed_on date,
    registered_by varchar(64) not null,
    registered_at timestamp(6) with time zone not null,
    revision integer not null,
    constraint ledger_entry_pk primary key (id),
    constraint ledger_entry_number unique (entry_number),
    constraint ledger_entry_sequence unique (branch_id, sequence_year, sequence_number),
    constraint ledger_entry_problem unique (reflection_id, problem_index)
);
create index ledger_entry_newest on ledger_entry (registered_at desc, entry_number desc);
create index ledger_entry_branch on ledger_entry (branch_id, registered_at desc, entry_number desc);
create index ledger_entry_in_order on ledger_entry (branch_code, sequence_year, sequence_number);
create index ledger_entry_due on ledger_entry (due_on, entry_number);
create index ledger_entry_responsible on ledger_entry (responsible, registered_at desc);
create index ledger_entry_author on ledger_entry (author, registered_at desc);
create index ledger_entry_campaign on ledger_entry (campaign_id, registered_at desc);

-- Every deadline an entry ever had, the newest in force. Rows are only added.
create table ledger_deadline (
    id varchar(36) not null,
    entry_id varchar(36) not null,
    cycle_number integer not null,
    deadline_class varchar(20) not null,
    due_on date not null,
    reason varchar(20) not null,
    set_by varchar(64) not null,
    set_at timestamp(6) with time zone not null,
    constraint ledger_deadline_pk primary key (id),
    constraint ledger_deadline_entry foreign key (entry_id) references ledger_entry (id)
);
create index ledger_deadline_of_entry on ledger_deadline (entry_id, set_at);
