-- for whom a deputy registered; null where in their own name
alter table ledger_registration add column on_behalf_of varchar(60);
