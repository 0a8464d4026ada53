-- Every event, every move of a chain's head and of a material writes pairs. A function of this kind is planned once a
-- session, not once a statement, and pairs are only compared whether they are the same, which by their bytes is quicker
-- than in the order of a language: together half.
create or replace function sanxing_pieces(words text) returns text[]
    language plpgsql immutable strict parallel safe as $$
        declare
            every text[] := string_to_array(words, null);
        begin
            return array(select pair.one || pair.next from unnest(every, every[2:]) as pair(one, next)
                where pair.next is not null);
        end
    $$;

drop index ledger_entry_pieces;
create index ledger_entry_pieces on ledger_entry using gin (sanxing_pieces(lower(title || chr(10) || entry_number
    || chr(10) || manifestation || chr(10) || coalesce(source_name, '') || chr(10) || coalesce(source_document, '')))
    collate "C");
drop index reflection_pieces;
create index reflection_pieces on reflection using gin (sanxing_pieces(lower(title)) collate "C");
drop index audit_chain_pieces;
create index audit_chain_pieces on audit_chain using gin (sanxing_pieces(search_text) collate "C");
drop index audit_event_pieces;
create index audit_event_pieces on audit_event using gin (sanxing_pieces(lower(detail)) collate "C");
