-- What keeps lists and counts as quick with a million cases as with ten thousand.
create index reflection_state on reflection (state, created_at, id);
create index audit_event_by_kind on audit_event (action, object_type);
create index audit_chain_by_kind on audit_chain (case_type, state, last_at, chain);
