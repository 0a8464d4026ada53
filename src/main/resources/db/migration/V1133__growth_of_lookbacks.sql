-- What a branch has to look back at is found by the branch, which an entry keeps.
alter table ledger_lookback add column branch_id varchar(36);
update ledger_lookback set branch_id = (select e.branch_id from ledger_entry e where e.id = ledger_lookback.entry_id);
alter table ledger_lookback alter column branch_id set not null;
create index ledger_lookback_branch on ledger_lookback (branch_id, state, counted_on, id);
