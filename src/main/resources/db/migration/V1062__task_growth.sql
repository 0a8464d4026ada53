-- Who had a part in a case that rests: in which nobody has had a task for a while. With them what the list is sorted by,
-- of the newest task, whose id it is. Drawn from the tasks; of a case that goes on it says nothing.
create table task_part (
    account    varchar(60)                 not null,
    case_id    varchar(64)                 not null,
    id         varchar(64)                 not null,
    created_at timestamp(6) with time zone not null,
    due_order  timestamp(6) with time zone not null,
    constraint task_part_pk primary key (case_id, account)
);
create index task_part_by_due on task_part (account, due_order, created_at, id);
create index task_part_by_creation on task_part (account, created_at, id);
alter table work_item add column resting boolean default false not null;
create index work_item_going_on on work_item (newest, resting, case_id);

-- The cases of a person, from the index alone.
drop index work_item_author;
create index work_item_author on work_item (author, newest, created_at, id, case_id);
drop index work_item_done;
create index work_item_done on work_item (ended_by, state, ended_at, id, case_id);
drop index work_item_ended_for;
create index work_item_ended_for on work_item (ended_for, state, ended_at, id, case_id);
