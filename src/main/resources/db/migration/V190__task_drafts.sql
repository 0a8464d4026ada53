-- What a person has typed for a task and not sent yet. Theirs alone; goes with the task.
create table task_draft (
    task_id  varchar(64)                 not null references work_item (id),
    account  varchar(60)                 not null,
    content  text                        not null,
    -- thrown away by its author, who may still take that back
    cleared  boolean default false       not null,
    revision integer                     not null,
    saved_at timestamp(6) with time zone not null,
    primary key (task_id, account)
);
