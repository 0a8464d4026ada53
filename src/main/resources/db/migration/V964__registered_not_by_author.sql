-- As with reviews: null where history says otherwise, and where nothing was entered.
alter table ledger_registration add column author varchar(64);
update ledger_registration set author = (select max(e.author) from ledger_entry e
    where e.reflection_id = ledger_registration.reflection_id and e.author <> ledger_registration.registered_by
        and (ledger_registration.on_behalf_of is null or e.author <> ledger_registration.on_behalf_of));
alter table ledger_registration add constraint ledger_registration_not_own
    check (registered_by <> author and (on_behalf_of is null or on_behalf_of <> author));
