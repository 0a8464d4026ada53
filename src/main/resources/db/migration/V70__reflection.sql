-- Materials, their frozen versions, and what reviewers decided and remarked.
create table reflection (
    id            varchar(64)                 not null primary key,
    campaign_id   varchar(64)                 not null,
    author        varchar(60)                 not null,
    title         varchar(300)                not null,
    -- fixed at the first submission; before it, where the author was when the draft began
    department_id varchar(64),
    branch_id     varchar(64),
    state         varchar(20)                 not null,
    version       integer                     not null,
    -- ids of the review levels, separated by commas; null before the first submission
    levels        varchar(200),
    level_index   integer                     not null,
    -- the level and the person who holds it by the organisation, while it is in review
    level_id      varchar(40),
    level_holder  varchar(60),
    -- the newest version on which somebody decided
    decided       integer                     not null,
    draft         text                        not null,
    created_at    timestamp(6) with time zone not null,
    changed_at    timestamp(6) with time zone not null,
    changed_by    varchar(60)                 not null,
    accepted_at   timestamp(6) with time zone,
    revision      integer                     not null,
    constraint reflection_once unique (campaign_id, author)
);

create index reflection_author on reflection (author, created_at, id);
create index reflection_branch on reflection (branch_id, created_at, id);
create index reflection_created on reflection (created_at, id);

-- Forms as they were when something was written in them, by hash.
create table reflection_form (
    hash   varchar(64) not null primary key,
    name   varchar(100) not null,
    schema_text text    not null
);

create table reflection_version (
    reflection_id varchar(64)                 not null references reflection (id),
    number        integer                     not null,
    content       text                        not null,
    form_hash     varchar(64)                 not null references reflection_form (hash),
    submitted_at  timestamp(6) with time zone not null,
    submitted_by  varchar(60)                 not null,
    primary key (reflection_id, number)
);

create table review_decision (
    id            varchar(64)                 not null primary key,
    reflection_id varchar(64)                 not null references reflection (id),
    version       integer                     not null,
    level_id      varchar(40)                 not null,
    level_holder  varchar(60)                 not null,
    actor         varchar(60)                 not null,
    on_behalf_of  varchar(60),
    decision      varchar(20)                 not null,
    opinion       text,
    -- what the form asked beside decision, opinion and remarks
    extra         text                        not null,
    form_hash     varchar(64)                 not null references reflection_form (hash),
    decided_at    timestamp(6) with time zone not null
);

create index review_decision_reflection on review_decision (reflection_id, decided_at);

-- Everybody whom a material has reached for review or registration; they keep reading it.
create table reflection_reviewer (
    reflection_id varchar(64)                 not null references reflection (id),
    account       varchar(60)                 not null,
    level_id      varchar(40)                 not null,
    assigned_at   timestamp(6) with time zone not null,
    primary key (reflection_id, account, level_id)
);

create index reflection_reviewer_account on reflection_reviewer (account, reflection_id);

create table remark (
    id            varchar(64)                 not null primary key,
    reflection_id varchar(64)                 not null references reflection (id),
    version       integer                     not null,
    decision_id   varchar(64)                 not null references review_decision (id),
    row_no        integer                     not null,
    author        varchar(60)                 not null,
    passage       varchar(100)                not null,
    quote         text                        not null,
    start_at      integer,
    remark        text                        not null,
    created_at    timestamp(6) with time zone not null
);

create index remark_reflection on remark (reflection_id, created_at, id);

create table remark_answer (
    remark_id   varchar(64)                 not null references remark (id),
    version     integer                     not null,
    answer      varchar(20)                 not null,
    explanation text                        not null,
    answered_at timestamp(6) with time zone not null,
    primary key (remark_id, version)
);

create table remark_resolution (
    remark_id   varchar(64)                 not null primary key references remark (id),
    actor       varchar(60)                 not null,
    resolved_at timestamp(6) with time zone not null
);

create table reflection_reading (
    id            varchar(64)                 not null primary key,
    reflection_id varchar(64)                 not null references reflection (id),
    account       varchar(60)                 not null,
    version       integer                     not null,
    read_at       timestamp(6) with time zone not null
);

create index reflection_reading_reflection on reflection_reading (reflection_id, read_at);
