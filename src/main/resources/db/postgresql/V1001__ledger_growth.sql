-- Indexes that H2 does not have: on what is searched, and on orders that are reckoned.

-- All pairs of neighbouring characters, in no order: what has a text in it has its pairs.
create function sanxing_pieces(words text) returns text[]
    language sql immutable strict parallel safe as $$
        select array(select pair.one || pair.next
            from (select string_to_array(words, null) as every) text, unnest(every, every[2:]) as pair(one, next)
            where pair.next is not null)
    $$;

create index ledger_entry_pieces on ledger_entry using gin (sanxing_pieces(lower(title || chr(10) || entry_number
    || chr(10) || manifestation || chr(10) || coalesce(source_name, '') || chr(10) || coalesce(source_document, ''))));

-- The order by due dates: what is over comes last.
create index ledger_entry_rank on ledger_entry ((case when state in ('closed', 'void') then 1 else 0 end), due_on,
    entry_number);
create index ledger_entry_branch_rank on ledger_entry (branch_id, (case when state in ('closed', 'void') then 1 else 0 end),
    due_on, entry_number);
create index ledger_entry_branch_number on ledger_entry (branch_id, branch_code, sequence_year, sequence_number);
-- What is not over is little, however much there is.
create index ledger_entry_open on ledger_entry (due_on, entry_number) where state not in ('closed', 'void');
create index ledger_entry_open_id on ledger_entry (id) where state not in ('closed', 'void');
