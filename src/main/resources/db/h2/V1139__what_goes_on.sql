-- Whether the case rests, in all that gives somebody a part in it, and no longer in its newest task alone (ADR 120). Row by row:
-- H2 fails where "in (select …)" finds more than it holds in memory.
alter table task_step add column resting boolean default false not null;
alter table task_consultation add column resting boolean default false not null;
update work_item set resting = true where newest = false and exists (
    select 1 from work_item n where n.case_id = work_item.case_id and n.newest = true and n.resting = true);
update task_step set resting = true where exists (
    select 1 from work_item n where n.case_id = task_step.case_id and n.newest = true and n.resting = true);
update task_consultation set resting = true where exists (
    select 1 from work_item n where n.case_id = task_consultation.case_id and n.newest = true and n.resting = true);
