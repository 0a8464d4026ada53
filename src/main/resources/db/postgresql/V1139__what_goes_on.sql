-- Whether the case rests, in all that gives somebody a part in it, and no longer in its newest task alone (ADR 120). Nearly all
-- rest: a new column says so of them without a row being written.
create table case_going_on as select case_id from work_item where newest = true and resting = false;
analyze case_going_on;
alter table work_item drop column resting;
alter table work_item add column resting boolean default true not null;
alter table task_step add column resting boolean default true not null;
alter table task_consultation add column resting boolean default true not null;
update work_item set resting = false where case_id in (select case_id from case_going_on);
update task_step set resting = false where case_id in (select case_id from case_going_on);
update task_consultation set resting = false where case_id in (select case_id from case_going_on);
alter table work_item alter column resting set default false;
alter table task_step alter column resting set default false;
alter table task_consultation alter column resting set default false;
drop table case_going_on;

-- With the column these went too.
create index work_item_going_on on work_item (newest, resting, case_id);
create statistics work_item_at_rest (mcv) on newest, resting from work_item;

-- The cases of a person that go on are few, however many there were: by each way an index of these alone.
create index work_item_author_going_on on work_item (author, case_id) where resting = false;
create index work_item_ended_by_going_on on work_item (ended_by, case_id) where resting = false and ended_by is not null;
create index work_item_ended_for_going_on on work_item (ended_for, case_id) where resting = false and ended_for is not null;
create index work_item_owner_going_on on work_item (owner, case_id) where resting = false and owner is not null;
drop index task_step_actor;
create index task_step_actor on task_step (actor, case_id) where resting = false;
drop index task_step_target;
create index task_step_target on task_step (target, case_id) where resting = false and target is not null;
drop index task_consultation_account;
create index task_consultation_account on task_consultation (account, case_id) where resting = false;
analyze work_item;
analyze task_step;
analyze task_consultation;

-- What somebody is responsible for is counted from the index alone; and what has reached somebody by a task is told from the index
-- whether another way finds it.
drop index ledger_entry_responsible;
create index ledger_entry_responsible on ledger_entry (responsible, registered_at desc) include (state, due_on);
drop index ledger_reader_newest;
create index ledger_reader_newest on ledger_reader (account, registered_at, entry_id)
    include (counted, branch_id, responsible, author);

-- What is counted of it, by each way that finds it too; and what is not counted yet.
drop index ledger_reader_counted;
create index ledger_reader_counted on ledger_reader (account, branch_id) where counted = true;
create index ledger_reader_counted_responsible on ledger_reader (account, responsible, branch_id) where counted = true;
create index ledger_reader_counted_author on ledger_reader (account, author, responsible, branch_id) where counted = true;
create index ledger_reader_uncounted on ledger_reader (account, entry_id) where counted = false;
analyze ledger_reader;
