-- Which closings are looked back on: the newest policy of a branch is in force, and all
-- where it has none. Rows are only added.
create table ledger_lookback_policy (
    id varchar(36) not null,
    branch_id varchar(36) not null,
    policy_number integer not null,
    mode varchar(20) not null,
    -- deadline classes, separated by commas; null where they do not matter
    classes varchar(100),
    percent integer,
    changed_by varchar(64) not null,
    changed_at timestamp(6) with time zone not null,
    constraint ledger_lookback_policy_pk primary key (id),
    constraint ledger_lookback_policy_number unique (branch_id, policy_number)
);

-- The secret of a branch and quarter from which a sample is drawn; its digest goes on
-- record before anything is drawn with it. Rows are only added.
create table ledger_lookback_seed (
    id varchar(36) not null,
    branch_id varchar(36) not null,
    -- e.g. 2026Q4
    quarter varchar(6) not null,
    seed varchar(64) not null,
    digest varchar(64) not null,
    drawn_at timestamp(6) with time zone not null,
    constraint ledger_lookback_seed_pk primary key (id),
    constraint ledger_lookback_seed_quarter unique (branch_id, quarter)
);

-- A look-back on the closing of a cycle, or that there is none. What is planned is only
-- added; what becomes of it (state, begun_*) is set once.
create table ledger_lookback (
    id varchar(36) not null,
    entry_id varchar(36) not null,
    cycle_number integer not null,
    -- policy, or hand
    way varchar(20) not null,
    policy_id varchar(36),
    mode varchar(20),
    percent integer,
    seed_id varchar(36),
    -- what was drawn, 0 to 99
    drawn integer,
    -- the date that was counted; it begins on the next working day
    counted_on date not null,
    planned_by varchar(64) not null,
    planned_at timestamp(6) with time zone not null,
    -- passed, planned, open or ended
    state varchar(20) not null,
    begun_by varchar(64),
    begun_reason text,
    begun_at timestamp(6) with time zone,
    due_on date,
    constraint ledger_lookback_pk primary key (id),
    constraint ledger_lookback_entry foreign key (entry_id) references ledger_entry (id)
);
create index ledger_lookback_of_entry on ledger_lookback (entry_id, planned_at);
create index ledger_lookback_counted on ledger_lookback (state, counted_on, id);

-- Further fields of the form as JSON. Rows are only added.
create table ledger_lookback_end (
    lookback_id varchar(36) not null,
    -- consolidated, relapsed or cancelled
    outcome varchar(20) not null,
    opinion text not null,
    more text not null,
    decided_by varchar(64) not null,
    on_behalf_of varchar(64),
    decided_at timestamp(6) with time zone not null,
    constraint ledger_lookback_end_pk primary key (lookback_id),
    constraint ledger_lookback_end_of foreign key (lookback_id) references ledger_lookback (id)
);
create table ledger_lookback_evidence (
    lookback_id varchar(36) not null,
    line_number integer not null,
    attachment_id varchar(64) not null,
    constraint ledger_lookback_evidence_pk primary key (lookback_id, line_number),
    constraint ledger_lookback_evidence_of foreign key (lookback_id) references ledger_lookback (id)
);
