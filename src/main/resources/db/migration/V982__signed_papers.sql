-- What was signed, as it was: minutes, closings, reports. Each signing adds a row, the newest
-- is the one that counts; rows are only added.
create table signed_paper (
    kind varchar(20) not null,
    subject_id varchar(80) not null,
    paper_number integer not null,
    -- the document, from which it is shown
    content text not null,
    content_sha256 varchar(64) not null,
    -- its Word file
    word bytea not null,
    word_sha256 varchar(64) not null,
    signed_at timestamp(6) with time zone not null,
    constraint signed_paper_pk primary key (kind, subject_id, paper_number)
);
