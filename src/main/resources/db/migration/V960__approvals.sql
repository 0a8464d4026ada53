-- What gives rights waits here until a second administrator has decided. open_key: the
-- same request waits only once; null once it is decided. first_half: hash of the half of
-- the initial password that the asker was shown; null where there is none, and once it is
-- decided. gave: what it gives in words, as it was when it was decided.
-- Constraints say case and not in (...): H2 binds a list to the session that made it, and once that is closed every
-- row is refused.
create table approval (
    id varchar(36) primary key,
    kind varchar(40) not null,
    subject varchar(100) not null,
    command text not null,
    open_key varchar(120),
    first_half varchar(255),
    reason varchar(500),
    asked_by varchar(64) not null references person (account),
    asked_at timestamp(6) with time zone not null,
    confirmer varchar(40) not null,
    state varchar(20) not null,
    decided_by varchar(64) references person (account),
    decided_at timestamp(6) with time zone,
    refusal varchar(500),
    gave text,
    constraint approval_open unique (open_key),
    constraint approval_state check (case state when 'waiting' then true when 'confirmed' then true
        when 'refused' then true when 'void' then true else false end),
    constraint approval_decided check ((state = 'waiting' and decided_by is null)
        or (state <> 'waiting' and decided_by is not null)),
    constraint approval_not_own check (case state when 'waiting' then true when 'void' then true
        else decided_by <> asked_by and decided_by <> subject end)
);
create index approval_list on approval (state, asked_at, id);
