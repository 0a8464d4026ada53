-- What people do with a task beside deciding it: hand it on, ask colleagues, tell others,
-- urge, take a decision back. Steps are rows that are only added.
alter table work_item add column owner varchar(60);
alter table work_item add column entrusted boolean default false not null;
alter table work_item add column parent_id varchar(64);
alter table work_item add column moved_at timestamp(6) with time zone;
alter table work_item add column acted_at timestamp(6) with time zone;
alter table work_item add column ended_for varchar(60);
alter table work_item add column taken_back_at timestamp(6) with time zone;
-- how the due time was reckoned, so that a changed calendar can reckon it again
alter table work_item add column started_on date;
alter table work_item add column working_days integer;
-- what the list is searched for, in lower case: title, author, numbers
alter table work_item add column search_text varchar(1200);
update work_item set moved_at = created_at, search_text = lower(title || ' ' || author_name || ' ' || author);
alter table work_item alter column moved_at set not null;
alter table work_item alter column search_text set not null;
alter table work_item drop column author_name;

create index work_item_owner on work_item (owner, state);
create index work_item_parent on work_item (parent_id, state);
create index work_item_ended_for on work_item (ended_for, state, ended_at, id);

create table task_step (
    id           varchar(64)                 not null primary key,
    task_id      varchar(64)                 not null references work_item (id),
    case_id      varchar(64)                 not null,
    step         varchar(30)                 not null,
    actor        varchar(60)                 not null,
    on_behalf_of varchar(60),
    target       varchar(60),
    reason       text,
    -- what a delegate proposes, as JSON
    proposal     text,
    done_at      timestamp(6) with time zone not null
);

create index task_step_task on task_step (task_id, done_at, id);
create index task_step_actor on task_step (actor, case_id);
create index task_step_target on task_step (target, case_id);

-- one row for each colleague who is asked; its id is the business key of its process
create table task_consultation (
    id           varchar(64)                 not null primary key,
    task_id      varchar(64)                 not null references work_item (id),
    case_id      varchar(64)                 not null,
    account      varchar(60)                 not null,
    asked_by     varchar(60)                 not null,
    question     text                        not null,
    blocking     boolean                     not null,
    asked_at     timestamp(6) with time zone not null,
    state        varchar(12)                 not null,
    opinion      text,
    extra        text,
    ended_at     timestamp(6) with time zone
);

create index task_consultation_task on task_consultation (task_id, state, asked_at);
create index task_consultation_account on task_consultation (account, case_id);

create table task_copy (
    id         varchar(64)                 not null primary key,
    task_id    varchar(64)                 not null references work_item (id),
    account    varchar(60)                 not null,
    copied_by  varchar(60)                 not null,
    reason     text,
    copied_at  timestamp(6) with time zone not null,
    read_at    timestamp(6) with time zone,
    constraint task_copy_once unique (task_id, account)
);

create index task_copy_account on task_copy (account, copied_at, id);

create table task_urge (
    id        varchar(64)                 not null primary key,
    task_id   varchar(64)                 not null references work_item (id),
    urged_by  varchar(60)                 not null,
    reason    text,
    urged_at  timestamp(6) with time zone not null,
    read_at   timestamp(6) with time zone,
    read_by   varchar(60)
);

create index task_urge_task on task_urge (task_id, urged_at);

-- when a person last opened a task: unread is what has come to its holder since
create table task_reading (
    task_id varchar(64)                 not null,
    account varchar(60)                 not null,
    read_at timestamp(6) with time zone not null,
    primary key (task_id, account)
);

-- what an administrator allows for a kind of tasks
create table task_kind_setting (
    kind       varchar(60)                 not null primary key,
    batch      boolean                     not null,
    changed_by varchar(60)                 not null,
    changed_at timestamp(6) with time zone not null
);
