-- A derived index of what the newest version of each material says: hashes of short
-- stretches of it, from which no text can be read. It can be emptied at any time and is
-- then filled again.
create table likeness_fingerprint (
    reflection_id varchar(64) not null,
    campaign_id   varchar(64) not null,
    author        varchar(60) not null,
    hash          bigint      not null,
    primary key (reflection_id, hash)
);

create index likeness_fingerprint_campaign on likeness_fingerprint (campaign_id, hash);
create index likeness_fingerprint_author on likeness_fingerprint (author, hash);

-- Which version of a material is in the index, and by which method.
create table likeness_indexed (
    reflection_id varchar(64) not null primary key,
    version       integer     not null,
    method        integer     not null
);
