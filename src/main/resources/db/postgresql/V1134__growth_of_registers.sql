-- What registers of procedures are searched for: titles and numbers, and the words within a column.
create index procedure_case_pieces on procedure_case using gin
    (sanxing_pieces(lower(title || chr(10) || coalesce(case_number, ''))) collate "C");
create index procedure_value_pieces on procedure_value using gin
    (sanxing_pieces(lower(text_value)) collate "C");
