-- Common phrases: the organ's, and each person's own.
create table phrase (
    id          varchar(64)                 not null primary key,
    -- account of whose it is; null for the organ's
    owned_by    varchar(60),
    kind        varchar(20)                 not null,
    phrase_text varchar(2000)               not null,
    created_by  varchar(60)                 not null,
    created_at  timestamp(6) with time zone not null,
    changed_by  varchar(60)                 not null,
    changed_at  timestamp(6) with time zone not null,
    -- null while it is offered; it can be put back
    removed_at  timestamp(6) with time zone,
    revision    integer                     not null
);

create index phrase_owner on phrase (owned_by);

create table phrase_use (
    phrase_id    varchar(64)                 not null references phrase (id),
    account      varchar(60)                 not null,
    uses         integer                     not null,
    last_used_at timestamp(6) with time zone not null,
    primary key (phrase_id, account)
);

-- What the organ starts with: what reviewers usually object to, and how they approve.
insert into phrase (id, owned_by, kind, phrase_text, created_by, created_at, changed_by, changed_at, revision)
select id, null, kind, phrase_text, 'system', current_timestamp, 'system', current_timestamp, 0
from (values
    ('organ-phrase-01', 'objection', '避重就轻，请补充具体事例'),
    ('organ-phrase-02', 'objection', '以工作问题代替作风问题，请把自己摆进去'),
    ('organ-phrase-03', 'objection', '共性问题多、个性问题少'),
    ('organ-phrase-04', 'objection', '问题表述笼统，请写明时间、事项、表现'),
    ('organ-phrase-05', 'objection', '上次问题整改情况未交代'),
    ('organ-phrase-06', 'objection', '原因剖析停留在客观层面'),
    ('organ-phrase-07', 'objection', '剖析与所列问题对应不够'),
    ('organ-phrase-08', 'objection', '措施空泛，缺少时限和责任'),
    ('organ-phrase-09', 'objection', '“进一步加强”一类表述过多，请量化'),
    ('organ-phrase-10', 'objection', '与往年材料雷同'),
    ('organ-phrase-11', 'approval', '同意'),
    ('organ-phrase-12', 'approval', '原则同意，按修改意见完善后报党支部'),
    ('organ-phrase-13', 'approval', '问题找得准、剖析较深，同意')
) as seeds (id, kind, phrase_text);
