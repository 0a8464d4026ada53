-- What is open is little: by whom it is to be done, and all that it is counted by.
create index ledger_entry_open_responsible on ledger_entry (responsible) where state not in ('closed', 'void');
create index ledger_entry_open_counted on ledger_entry (branch_id)
    include (department_id, category_id, campaign_id, source_kind, state, due_on, recurring) where closed_on is null;
