-- The task list: one row for each user task, written in the engine's transaction.
create table work_item (
    id               varchar(64)                 not null primary key,
    kind             varchar(60)                 not null,
    case_id          varchar(64)                 not null,
    title            varchar(300)                not null,
    author           varchar(60)                 not null,
    author_name      varchar(100)                not null,
    department_id    varchar(64),
    campaign_id      varchar(64),
    round            integer                     not null,
    -- an account, or a group while nobody of it has claimed the task
    holder           varchar(100)                not null,
    candidate_group  varchar(100),
    excluded         varchar(60),
    state            varchar(12)                 not null,
    created_at       timestamp(6) with time zone not null,
    due_at           timestamp(6) with time zone,
    -- due_at, or the end of time: what lists sort by
    due_order        timestamp(6) with time zone not null,
    remind_at        timestamp(6) with time zone,
    reminder_message varchar(100),
    overdue_message  varchar(100),
    reminded_at      timestamp(6) with time zone,
    escalated_at     timestamp(6) with time zone,
    ended_at         timestamp(6) with time zone,
    ended_by         varchar(60),
    decision         varchar(60),
    -- whether it is the newest of its case
    newest           boolean                     not null,
    revision         integer                     not null
);

create index work_item_holder_created on work_item (holder, state, created_at, id);
create index work_item_holder_due on work_item (holder, state, due_order, id);
create index work_item_done on work_item (ended_by, state, ended_at, id);
create index work_item_author on work_item (author, newest, created_at, id);
create index work_item_case on work_item (case_id, created_at);
create index work_item_remind on work_item (state, remind_at);
create index work_item_due on work_item (state, due_at);
