-- Why a measure is not carried out any more; null for all others.
alter table ledger_measure add column dropped_because text;
