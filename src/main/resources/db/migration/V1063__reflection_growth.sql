-- Whom a material has reached: the order of their list stands beside them, so that it reads its first rows and not all
-- that ever reached somebody.
alter table reflection_reviewer add column created_at timestamp(6) with time zone;
update reflection_reviewer set created_at =
    (select r.created_at from reflection r where r.id = reflection_reviewer.reflection_id);
alter table reflection_reviewer alter column created_at set not null;
drop index reflection_reviewer_account;
create index reflection_reviewer_account on reflection_reviewer (account, created_at, reflection_id);
