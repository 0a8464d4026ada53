-- Copies that somebody took, by the code that stands on each page of them. Rows are only added.
create table trace_code (
    code        varchar(20)                 not null primary key,
    account     varchar(60)                 not null,
    taken_at    timestamp(6) with time zone not null,
    case_type   varchar(40)                 not null,
    case_id     varchar(64)                 not null,
    title       varchar(500)                not null,
    version     integer                     not null,
    way         varchar(20)                 not null,
    opinions    boolean                     not null
);

create index trace_code_case on trace_code (case_id, taken_at, code);

-- The text that an import from Word took the place of, until the next submission.
create table reflection_replaced_draft (
    reflection_id varchar(64)                 not null primary key references reflection (id),
    draft         text                        not null,
    reason        varchar(20)                 not null,
    replaced_at   timestamp(6) with time zone not null
);
