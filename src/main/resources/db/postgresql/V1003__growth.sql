-- The same of what else is searched.
create index reflection_pieces on reflection using gin (sanxing_pieces(lower(title)));
create index audit_chain_pieces on audit_chain using gin (sanxing_pieces(search_text));
create index audit_event_pieces on audit_event using gin (sanxing_pieces(lower(detail)));
create index audit_event_by_object on audit_event (object_id, happened_at);
