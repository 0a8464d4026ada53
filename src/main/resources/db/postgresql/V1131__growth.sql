-- What is open, with all that reports and totals count of it.
drop index ledger_entry_open_id;
create index ledger_entry_open_id on ledger_entry (id)
    include (branch_id, branch_code, sequence_year, sequence_number, due_on, registered_at)
    where state not in ('closed', 'void');
drop index ledger_entry_open_counted;
create index ledger_entry_open_counted on ledger_entry (branch_id) include (department_id, category_id, campaign_id,
    source_kind, deadline_class, state, due_on, recurring) where closed_on is null;
-- How many notices somebody has of each kind, without looking at them.
drop index notification_event;
create index notification_event on notification (account, event, created_at desc, id desc) include (read_at, bundle);
