-- Whom an entry has reached: the order of their list stands beside them, so that it reads its first rows and not all
-- that ever reached somebody.
alter table ledger_reader add column registered_at timestamp(6) with time zone;
update ledger_reader set registered_at = (select e.registered_at from ledger_entry e where e.id = ledger_reader.entry_id);
alter table ledger_reader alter column registered_at set not null;
create index ledger_reader_newest on ledger_reader (account, registered_at, entry_id);
