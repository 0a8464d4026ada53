-- Nobody checks, votes on, extends or looks back on what they answer for. Who answers for an entry changes: this is who
-- did when it was decided; null for what was decided before.
alter table ledger_verification add column responsible varchar(64);
alter table ledger_verification add constraint ledger_verification_not_own
    check (decided_by <> responsible and (on_behalf_of is null or on_behalf_of <> responsible));

alter table ledger_vote add column responsible varchar(64);
alter table ledger_vote add constraint ledger_vote_not_own check (account <> responsible);

alter table ledger_extension_end add column responsible varchar(64);
alter table ledger_extension_end add constraint ledger_extension_end_not_own
    check (decided_by <> responsible and (on_behalf_of is null or on_behalf_of <> responsible));

alter table ledger_lookback_end add column responsible varchar(64);
alter table ledger_lookback_end add constraint ledger_lookback_end_not_own
    check (decided_by <> responsible and (on_behalf_of is null or on_behalf_of <> responsible));
