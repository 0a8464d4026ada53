-- What stood open at an hour is what is open now, but for what has changed since.
create index ledger_deadline_when on ledger_deadline (set_at);
-- How many were closed in a period, branch by branch, from an index alone; an entry stays with its branch.
alter table ledger_closing add column branch_id varchar(36);
update ledger_closing set branch_id = (select e.branch_id from ledger_entry e where e.id = ledger_closing.entry_id);
alter table ledger_closing alter column branch_id set not null;
drop index ledger_closing_when;
create index ledger_closing_when on ledger_closing (closed_at, branch_id, days_late);
