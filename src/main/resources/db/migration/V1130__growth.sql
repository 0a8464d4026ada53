-- Whom a task has brought to an entry, and by whom it is read anyway: what is over and counted is told from here.
alter table ledger_reader add column counted boolean default false not null;
alter table ledger_reader add column branch_id varchar(36);
alter table ledger_reader add column responsible varchar(64);
alter table ledger_reader add column author varchar(64);
create index ledger_reader_counted on ledger_reader (account, counted, branch_id, responsible, author);
alter table ledger_tally_day add column readers_before date default date '1970-01-01' not null;
