-- Entries from every source: findings from above, own checks and opinions received.

-- which inspection or check, or from whom; a document, a category and an item of its own
-- with findings from above; the way an opinion came; the day it was found or received
alter table ledger_entry add column source_name varchar(400);
alter table ledger_entry add column source_document varchar(200);
alter table ledger_entry add column source_category varchar(200);
alter table ledger_entry add column source_item varchar(100);
alter table ledger_entry add column source_channel varchar(200);
alter table ledger_entry add column found_on date;
-- the id of a category of a campaign, or a category in the branch's own words
alter table ledger_entry alter column category_id set data type varchar(200);

-- A file that is being imported: whose it is, and what became of it. What it contains is
-- kept until it is registered, given up or has expired; the row stays where it was registered.
create table ledger_import (
    id varchar(36) not null,
    account varchar(64) not null,
    branch_id varchar(36) not null,
    campaign_id varchar(36),
    file_name varchar(250) not null,
    content_hash varchar(64) not null,
    row_total integer not null,
    state varchar(20) not null,
    uploaded_at timestamp(6) with time zone not null,
    registered_at timestamp(6) with time zone,
    first_number varchar(40),
    last_number varchar(40),
    failure varchar(100),
    constraint ledger_import_pk primary key (id)
);
create index ledger_import_of on ledger_import (account, uploaded_at);
create index ledger_import_content on ledger_import (branch_id, content_hash, state);
create index ledger_import_state on ledger_import (state, uploaded_at);
create table ledger_import_piece (
    import_id varchar(36) not null,
    line_number integer not null,
    data bytea not null,
    constraint ledger_import_piece_pk primary key (import_id, line_number),
    constraint ledger_import_piece_of foreign key (import_id) references ledger_import (id)
);
alter table ledger_entry add column import_id varchar(36);
create index ledger_entry_import on ledger_entry (import_id);

-- The columns of the ledger that somebody chose to see, by name, in order.
create table ledger_columns (
    account varchar(64) not null,
    chosen varchar(1000) not null,
    constraint ledger_columns_pk primary key (account)
);
