-- H2 writes each tree that a commit touches, and a file of it is small enough for what is
-- left (ADR 117). An index that begins with a foreign key cannot go: H2 may have taken it
-- for the constraint when it opened the file.
drop index audit_chain_by_state;
drop index ledger_reader_account;
drop index notification_event;
drop index work_item_holder_created;
drop index work_item_open;
drop index work_item_remind;

-- H2 writes all that a transaction has changed so far when the numbers it keeps ready are
-- used up.
alter sequence audit_write cache 1000;
