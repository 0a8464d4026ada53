create table idempotency_key (
    account varchar(64) not null,
    path varchar(500) not null,
    request_key varchar(200) not null,
    body_hash varchar(64) not null,
    created_at timestamp(6) with time zone not null,
    status integer,
    content_type varchar(200),
    location varchar(1000),
    answer text,
    primary key (account, path, request_key)
);
create index idempotency_key_age on idempotency_key (created_at);
