-- One row per chain: its head, and, where it is a case, what the case list shows and searches.
create table audit_chain (
    chain varchar(255) not null primary key,
    case_type varchar(60),
    title varchar(500),
    subject varchar(255),
    subject_name varchar(255),
    department varchar(255),
    campaign varchar(500),
    state varchar(60),
    link varchar(500),
    search_text varchar(3000),
    opened_at timestamp(6) with time zone not null,
    last_at timestamp(6) with time zone not null,
    last_action varchar(60) not null,
    last_actor varchar(255) not null,
    event_count bigint not null,
    head_hash varchar(64) not null
);
create index audit_chain_by_change on audit_chain (last_at, chain);
create index audit_chain_by_type on audit_chain (case_type, last_at, chain);
create index audit_chain_by_state on audit_chain (state, last_at, chain);

-- Append-only. Every column but hash is covered by hash.
create table audit_event (
    chain varchar(255) not null,
    seq bigint not null,
    happened_at timestamp(6) with time zone not null,
    actor varchar(255) not null,
    on_behalf_of varchar(255),
    action varchar(60) not null,
    result varchar(20) not null,
    object_type varchar(60) not null,
    object_id varchar(255) not null,
    version integer,
    detail text not null,
    previous_hash varchar(64) not null,
    hash varchar(64) not null,
    primary key (chain, seq)
);
create index audit_event_by_time on audit_event (happened_at, chain, seq);
create index audit_event_by_actor on audit_event (actor, happened_at, chain, seq);
create index audit_event_by_action on audit_event (action, happened_at, chain, seq);
create index audit_event_by_result on audit_event (result, happened_at, chain, seq);
