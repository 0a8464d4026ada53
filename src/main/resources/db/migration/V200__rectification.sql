-- What becomes of an entry from its registration to its closing. Rows are only added,
-- unless a comment says otherwise.

-- whether its procedure has been begun: those from before get theirs at the next start
alter table ledger_entry add column begun boolean default false not null;
-- what is announced next of its deadline, and when; null for nothing
alter table ledger_entry add column announce_at timestamp(6) with time zone;
alter table ledger_entry add column announce_step varchar(20);
create index ledger_entry_announce on ledger_entry (state, announce_at);
create index ledger_entry_begun on ledger_entry (begun);

-- The measures and their timetable: each change is a new set, the newest in force.
create table ledger_measure_set (
    id varchar(36) not null,
    entry_id varchar(36) not null,
    set_number integer not null,
    confirmed_by varchar(64) not null,
    confirmed_at timestamp(6) with time zone not null,
    constraint ledger_measure_set_pk primary key (id),
    constraint ledger_measure_set_number unique (entry_id, set_number),
    constraint ledger_measure_set_entry foreign key (entry_id) references ledger_entry (id)
);
create table ledger_measure (
    set_id varchar(36) not null,
    line_number integer not null,
    measure text not null,
    standard text not null,
    due_on date not null,
    done boolean not null,
    constraint ledger_measure_pk primary key (set_id, line_number),
    constraint ledger_measure_of_set foreign key (set_id) references ledger_measure_set (id)
);

create table ledger_progress (
    id varchar(36) not null,
    entry_id varchar(36) not null,
    cycle_number integer not null,
    report text not null,
    percent_done integer not null,
    reported_by varchar(64) not null,
    reported_at timestamp(6) with time zone not null,
    constraint ledger_progress_pk primary key (id),
    constraint ledger_progress_entry foreign key (entry_id) references ledger_entry (id)
);
create index ledger_progress_of_entry on ledger_progress (entry_id, reported_at);

-- Close-out was asked for; further fields of the form as JSON.
create table ledger_request (
    id varchar(36) not null,
    entry_id varchar(36) not null,
    cycle_number integer not null,
    attempt integer not null,
    conclusion text not null,
    more text not null,
    requested_by varchar(64) not null,
    requested_at timestamp(6) with time zone not null,
    constraint ledger_request_pk primary key (id),
    constraint ledger_request_attempt unique (entry_id, attempt),
    constraint ledger_request_entry foreign key (entry_id) references ledger_entry (id)
);
create table ledger_request_item (
    request_id varchar(36) not null,
    line_number integer not null,
    item text not null,
    met boolean not null,
    constraint ledger_request_item_pk primary key (request_id, line_number),
    constraint ledger_request_item_of foreign key (request_id) references ledger_request (id)
);
create table ledger_request_evidence (
    request_id varchar(36) not null,
    line_number integer not null,
    attachment_id varchar(64) not null,
    constraint ledger_request_evidence_pk primary key (request_id, line_number),
    constraint ledger_request_evidence_of foreign key (request_id) references ledger_request (id)
);

create table ledger_verification (
    id varchar(36) not null,
    request_id varchar(36) not null,
    decision varchar(20) not null,
    opinion text not null,
    new_due_on date,
    more text not null,
    decided_by varchar(64) not null,
    on_behalf_of varchar(64),
    decided_at timestamp(6) with time zone not null,
    constraint ledger_verification_pk primary key (id),
    constraint ledger_verification_once unique (request_id),
    constraint ledger_verification_of foreign key (request_id) references ledger_request (id)
);

-- A vote was called: who is entitled, and why the others stay out, is fixed then. When its
-- deadline was announced is no history and is kept beside.
create table ledger_ballot (
    id varchar(36) not null,
    request_id varchar(36) not null,
    entitled integer not null,
    needed integer not null,
    called_at timestamp(6) with time zone not null,
    due_at timestamp(6) with time zone not null,
    remind_at timestamp(6) with time zone,
    announced varchar(20) not null,
    constraint ledger_ballot_pk primary key (id),
    constraint ledger_ballot_once unique (request_id),
    constraint ledger_ballot_of foreign key (request_id) references ledger_request (id)
);
create table ledger_ballot_member (
    ballot_id varchar(36) not null,
    line_number integer not null,
    account varchar(64) not null,
    entitled boolean not null,
    reason varchar(40),
    constraint ledger_ballot_member_pk primary key (ballot_id, account),
    constraint ledger_ballot_member_of foreign key (ballot_id) references ledger_ballot (id)
);
create table ledger_vote (
    ballot_id varchar(36) not null,
    account varchar(64) not null,
    vote varchar(20) not null,
    opinion text not null,
    more text not null,
    voted_at timestamp(6) with time zone not null,
    constraint ledger_vote_pk primary key (ballot_id, account),
    constraint ledger_vote_of foreign key (ballot_id) references ledger_ballot (id)
);

create table ledger_redo (
    id varchar(36) not null,
    entry_id varchar(36) not null,
    cycle_number integer not null,
    request_id varchar(36) not null,
    stage varchar(20) not null,
    reason text not null,
    days_used integer not null,
    due_on date not null,
    redone_at timestamp(6) with time zone not null,
    constraint ledger_redo_pk primary key (id),
    constraint ledger_redo_entry foreign key (entry_id) references ledger_entry (id)
);
create index ledger_redo_of_entry on ledger_redo (entry_id, redone_at);

create table ledger_closing (
    id varchar(36) not null,
    entry_id varchar(36) not null,
    cycle_number integer not null,
    request_id varchar(36) not null,
    closed_on date not null,
    due_on date not null,
    first_due_on date not null,
    days_used integer not null,
    days_late integer not null,
    closed_at timestamp(6) with time zone not null,
    constraint ledger_closing_pk primary key (id),
    constraint ledger_closing_cycle unique (entry_id, cycle_number),
    constraint ledger_closing_entry foreign key (entry_id) references ledger_entry (id)
);

create table ledger_extension (
    id varchar(36) not null,
    entry_id varchar(36) not null,
    cycle_number integer not null,
    due_before date not null,
    wanted_on date not null,
    reason text not null,
    asked_by varchar(64) not null,
    asked_at timestamp(6) with time zone not null,
    constraint ledger_extension_pk primary key (id),
    constraint ledger_extension_entry foreign key (entry_id) references ledger_entry (id)
);
create index ledger_extension_of_entry on ledger_extension (entry_id, asked_at);
create table ledger_extension_end (
    extension_id varchar(36) not null,
    decision varchar(20) not null,
    opinion text not null,
    more text not null,
    decided_by varchar(64) not null,
    on_behalf_of varchar(64),
    decided_at timestamp(6) with time zone not null,
    constraint ledger_extension_end_pk primary key (extension_id),
    constraint ledger_extension_end_of foreign key (extension_id) references ledger_extension (id)
);

create table ledger_amendment (
    id varchar(36) not null,
    entry_id varchar(36) not null,
    action varchar(20) not null,
    field varchar(40) not null,
    value_before text,
    value_after text,
    reason text not null,
    made_by varchar(64) not null,
    made_at timestamp(6) with time zone not null,
    constraint ledger_amendment_pk primary key (id),
    constraint ledger_amendment_entry foreign key (entry_id) references ledger_entry (id)
);
create index ledger_amendment_of_entry on ledger_amendment (entry_id, made_at);

-- What must be shown before an entry of a class can be closed: the newest list of a branch
-- is in force, and the common one where it has none of its own.
create table ledger_checklist (
    id varchar(36) not null,
    branch_id varchar(36),
    deadline_class varchar(20) not null,
    list_number integer not null,
    changed_by varchar(64) not null,
    changed_at timestamp(6) with time zone not null,
    constraint ledger_checklist_pk primary key (id)
);
create index ledger_checklist_of on ledger_checklist (deadline_class, branch_id, list_number);
create table ledger_checklist_item (
    checklist_id varchar(36) not null,
    line_number integer not null,
    item varchar(400) not null,
    constraint ledger_checklist_item_pk primary key (checklist_id, line_number),
    constraint ledger_checklist_item_of foreign key (checklist_id) references ledger_checklist (id)
);
insert into ledger_checklist (id, branch_id, deadline_class, list_number, changed_by, changed_at) values
    ('common-immediate', null, 'immediate', 1, 'system', timestamp with time zone '2026-01-01 00:00:00+00:00'),
    ('common-short', null, 'short', 1, 'system', timestamp with time zone '2026-01-01 00:00:00+00:00'),
    ('common-medium', null, 'medium', 1, 'system', timestamp with time zone '2026-01-01 00:00:00+00:00'),
    ('common-long', null, 'long', 1, 'system', timestamp with time zone '2026-01-01 00:00:00+00:00');
insert into ledger_checklist_item (checklist_id, line_number, item) values
    ('common-immediate', 1, '整改措施已逐条落实，完成情况具体，有数据或实例'),
    ('common-immediate', 2, '问题已经解决，同类事项没有再次发生'),
    ('common-short', 1, '责任已落实到人，认识到位'),
    ('common-short', 2, '整改措施已逐条落实，完成情况具体，有数据或实例'),
    ('common-short', 3, '问题已经解决，同类事项没有再次发生'),
    ('common-medium', 1, '责任已落实到人，认识到位'),
    ('common-medium', 2, '整改措施已逐条落实，完成情况具体，有数据或实例'),
    ('common-medium', 3, '问题已经解决，举一反三，同类问题已一并排查'),
    ('common-medium', 4, '服务对象或同事对整改结果认可'),
    ('common-long', 1, '责任已落实到人，认识到位'),
    ('common-long', 2, '整改措施已逐条落实，完成情况具体，有数据或实例'),
    ('common-long', 3, '问题已经解决，举一反三，同类问题已一并排查'),
    ('common-long', 4, '建立了制度或机制，已经执行'),
    ('common-long', 5, '服务对象或同事对整改结果认可');

-- Whom a task of an entry has reached, and who may read the entry from then on.
create table ledger_reader (
    entry_id varchar(36) not null,
    account varchar(64) not null,
    way varchar(60) not null,
    reached_at timestamp(6) with time zone not null,
    constraint ledger_reader_pk primary key (entry_id, account),
    constraint ledger_reader_entry foreign key (entry_id) references ledger_entry (id)
);
