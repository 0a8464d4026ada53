-- Which entries have a piece of evidence: for finding the same file in others.
create index ledger_request_evidence_file on ledger_request_evidence (attachment_id);
create index ledger_closing_day on ledger_closing (closed_on);

-- A derived index of what conclusions say: hashes of short stretches of them, from which no
-- text can be read. It can be emptied at any time and is then filled again.
create table ledger_request_print (
    request_id varchar(36) not null,
    entry_id varchar(36) not null,
    hash bigint not null,
    constraint ledger_request_print_pk primary key (request_id, hash)
);
create index ledger_request_print_hash on ledger_request_print (hash, request_id);
-- Which conclusion is in the index, and by which method.
create table ledger_request_printed (
    request_id varchar(36) not null,
    method integer not null,
    constraint ledger_request_printed_pk primary key (request_id)
);
