-- Cases of the procedures that are folders of models, and all that is kept of them.
create table procedure_case (
    id            varchar(36)                 not null primary key,
    procedure_key varchar(100)                not null,
    -- the engine's id of the version of the process on which it runs; null while nothing does
    definition_id varchar(100),
    title         varchar(500)                not null,
    subject       varchar(64)                 not null,
    -- fixed at the first submission; before it, where the subject was when the draft began
    department_id varchar(64),
    branch_id     varchar(64),
    state         varchar(20)                 not null,
    -- element at which it waits, or at which it ended
    step          varchar(200),
    case_number   varchar(200),
    version       integer                     not null,
    -- the newest version on which somebody decided
    decided       integer                     not null,
    -- holders of the levels of a step, as the table answered, separated by semicolons
    levels        varchar(1000),
    level_task    varchar(200),
    level_index   integer                     not null,
    -- element of the step that returned it last
    returned_from varchar(200),
    -- as JSON: what it says now, and what its subject has drafted
    content       text                        not null,
    draft         text                        not null,
    -- the case from which it was started
    origin        varchar(36) references procedure_case (id),
    created_at    timestamp(6) with time zone not null,
    changed_at    timestamp(6) with time zone not null,
    changed_by    varchar(64)                 not null,
    submitted_at  timestamp(6) with time zone,
    closed_at     timestamp(6) with time zone,
    revision      integer                     not null
);
create index procedure_case_newest on procedure_case (procedure_key, created_at, id);
create index procedure_case_subject on procedure_case (subject, created_at, id);
create index procedure_case_department on procedure_case (procedure_key, department_id, created_at, id);
create index procedure_case_branch on procedure_case (procedure_key, branch_id, created_at, id);
create index procedure_case_origin on procedure_case (origin);

create table procedure_version (
    case_id       varchar(36)                 not null references procedure_case (id),
    number        integer                     not null,
    content       text                        not null,
    definition_id varchar(100)                not null,
    submitted_at  timestamp(6) with time zone not null,
    submitted_by  varchar(64)                 not null,
    primary key (case_id, number)
);

-- What was done at a step of people; undone of another one, where it was taken back.
create table procedure_decision (
    id            varchar(36)                 not null primary key,
    case_id       varchar(36)                 not null references procedure_case (id),
    version       integer                     not null,
    task_id       varchar(64)                 not null,
    step          varchar(200)                not null,
    level_index   integer                     not null,
    -- who had it by the organisation
    holder        varchar(100)                not null,
    actor         varchar(64)                 not null,
    on_behalf_of  varchar(64),
    decision      varchar(100)                not null,
    opinion       text,
    -- what the form asked beside, as JSON
    content       text                        not null,
    definition_id varchar(100)                not null,
    decided_at    timestamp(6) with time zone not null,
    undoes        varchar(36) references procedure_decision (id)
);
create index procedure_decision_case on procedure_decision (case_id, decided_at, id);
create index procedure_decision_task on procedure_decision (task_id);
create index procedure_decision_undoes on procedure_decision (undoes);

create table procedure_note (
    id       varchar(36)                 not null primary key,
    case_id  varchar(36)                 not null references procedure_case (id),
    step     varchar(200)                not null,
    actor    varchar(64)                 not null,
    note     text                        not null,
    noted_at timestamp(6) with time zone not null
);
create index procedure_note_case on procedure_note (case_id, noted_at, id);

-- Everybody whom a case has reached; they keep reading it.
create table procedure_reader (
    case_id varchar(36)                 not null references procedure_case (id),
    account varchar(64)                 not null,
    -- the step at which it reached them, or that it was published to them
    way     varchar(200)                not null,
    since   timestamp(6) with time zone not null,
    primary key (case_id, account, way)
);
create index procedure_reader_account on procedure_reader (account, case_id);

-- The fields of the register, to be found and filtered by. Drawn from the content.
create table procedure_value (
    case_id       varchar(36)  not null references procedure_case (id),
    field         varchar(100) not null,
    row_no        integer      not null,
    procedure_key varchar(100) not null,
    text_value    varchar(500),
    number_value  numeric(30, 10),
    date_value    date,
    primary key (case_id, field, row_no)
);
create index procedure_value_text on procedure_value (procedure_key, field, text_value, case_id);
create index procedure_value_number on procedure_value (procedure_key, field, number_value, case_id);
create index procedure_value_date on procedure_value (procedure_key, field, date_value, case_id);

-- The last number given of each sequence; the row is locked until the number is kept, and the first row while a new
-- sequence is added.
create table procedure_counter (
    sequence_key varchar(500) not null primary key,
    last_number  integer      not null
);
insert into procedure_counter (sequence_key, last_number) values ('', 0);
