-- A decision that was taken back stays on record, and no longer counts.
create table review_taken_back (
    decision_id varchar(64)                 not null primary key references review_decision (id),
    actor       varchar(60)                 not null,
    reason      text,
    taken_at    timestamp(6) with time zone not null
);

-- A remark can be resolved again after the decision that resolved it was taken back.
create table remark_settlement (
    remark_id   varchar(64)                 not null references remark (id),
    decision_id varchar(64)                 not null,
    actor       varchar(60)                 not null,
    resolved_at timestamp(6) with time zone not null,
    primary key (remark_id, decision_id)
);

insert into remark_settlement (remark_id, decision_id, actor, resolved_at)
    select remark_id, '-', actor, resolved_at from remark_resolution;

drop table remark_resolution;

-- the task in which it was decided; null for decisions made before this was kept
alter table review_decision add column task_id varchar(64);
