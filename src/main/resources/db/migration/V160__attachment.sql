-- Files that people add to a case. What they contain lies once under its hash, in pieces
-- that are read and written one by one, so that the memory it takes does not grow with them.
create table attachment_content (
    -- SHA-256 in hexadecimal
    hash       varchar(64)                 not null primary key,
    size_bytes bigint                      not null,
    media_type varchar(100)                not null,
    stored_at  timestamp(6) with time zone not null,
    -- when it was last asked to be kept: nothing is swept from under an upload
    wanted_at  timestamp(6) with time zone not null
);

create table attachment_chunk (
    hash   varchar(64) not null references attachment_content (hash),
    row_no integer     not null,
    -- both databases know it by this name
    data   bytea       not null,
    primary key (hash, row_no)
);

create table attachment (
    id           varchar(64)                 not null primary key,
    case_id      varchar(64)                 not null,
    hash         varchar(64)                 not null references attachment_content (hash),
    name         varchar(250)                not null,
    media_type   varchar(100)                not null,
    size_bytes   bigint                      not null,
    uploaded_by  varchar(60)                 not null,
    uploaded_at  timestamp(6) with time zone not null,
    -- the day from which what it shows holds, e.g. that of a rule; null where nobody said
    effective_on date,
    -- when it became part of something submitted; null before, while it is its uploader's alone
    attached_at  timestamp(6) with time zone,
    attached_by  varchar(60)
);

create index attachment_case on attachment (case_id, uploaded_at, id);
create index attachment_hash on attachment (hash);
create index attachment_loose on attachment (attached_at, uploaded_at);
create index attachment_content_wanted on attachment_content (wanted_at);
