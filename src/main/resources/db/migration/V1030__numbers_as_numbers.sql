-- Of entries registered at the same moment, the numbers come as numbers: 1014 is later than 999.
drop index ledger_entry_newest;
drop index ledger_entry_branch;
drop index ledger_entry_state;
drop index ledger_entry_branch_state;
drop index ledger_entry_category;
drop index ledger_entry_department;
create index ledger_entry_newest on ledger_entry (registered_at desc, sequence_number desc, entry_number desc);
create index ledger_entry_branch on ledger_entry (branch_id, registered_at desc, sequence_number desc, entry_number desc);
create index ledger_entry_state on ledger_entry (state, registered_at desc, sequence_number desc, entry_number desc);
create index ledger_entry_branch_state on ledger_entry (branch_id, state, registered_at desc, sequence_number desc, entry_number desc);
create index ledger_entry_category on ledger_entry (category_id, registered_at desc, sequence_number desc, entry_number desc);
create index ledger_entry_department on ledger_entry (department_id, registered_at desc, sequence_number desc, entry_number desc);
