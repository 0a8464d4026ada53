-- An office of some 2,000 people after six years, with as many cases as are asked for:
-- materials, and entries of the ledger. For measuring how queries grow: the rows are
-- plausible, their digests are not, and the engine knows nothing of their tasks.
-- :cases is how many; everything else follows from it, always the same.
create temporary table wanted as select ${cases} as cases,
    least(${cases} / 2, 230000) as materials, ${cases} - least(${cases} / 2, 230000) as entries,
    least(10000, ${cases} / 5) as open_entries, least(3000, ${cases} / 10) as open_materials,
    timestamp with time zone '2026-11-20 08:00:00+00' as ends, interval '2200 days' as span;

-- The organisation: 100 departments, 40 branches, 2,000 people beside those of the demo.
insert into branch (id, name, code, active, revision)
    select 'gb' || i, '第' || i || '党支部', 'GZ' || i, true, 0 from generate_series(1, 38) i;
insert into department (id, name, parent_id, head, supervisor, sort_order, active, revision)
    select 'gd' || i, '第' || i || '处', null, null, null, 100 + i, true, 0 from generate_series(1, 96) i;
insert into person (account, name, post, department_id, branch_id, email, active, revision)
    select 'g' || i, substr('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏', 1 + i % 30, 1)
        || substr('建国伟芳敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文玉兰春梅', 1 + (i * 7) % 30, 1)
        || substr('一二三四五六七八九十安宁康泰祥瑞丰盛昌隆庆福禄寿喜乐和顺远志', 1 + i / 67, 1),
        '一级主任科员', 'gd' || (1 + i % 96), 'gb' || (1 + (i % 96) % 38), null, true, 0
    from generate_series(1, 1980) i;
update department set head = 'g' || substr(id, 3), supervisor = 'g' || (100 + substr(id, 3)::int % 10)
    where id like 'gd%';
insert into role_grant (account, role_id, branch_id, seat, granted_at, granted_by)
    select 'g' || (200 + i), 'branchSecretary', 'gb' || i, 'branchSecretary:gb' || i, now(), 'secadmin'
    from generate_series(1, 38) i;

create temporary table people as
    select p.account, p.name, p.department_id, p.branch_id, b.code, row_number() over (order by
        case when p.account like 'g%' and p.account <> 'secadmin' then 1 else 0 end, p.account) - 1 as place,
        coalesce(d.head, p.account) as head, coalesce(d.supervisor, p.account) as supervisor
    from person p join branch b on b.id = p.branch_id join department d on d.id = p.department_id;
create unique index on people (place);

-- 120 campaigns of seven categories.
insert into campaign (id, title, notice, state, opens_on, closes_on, created_at, changed_at, changed_by, revision)
    select 'gc' || i, '第' || i || '期作风建设专项整治', '整治内容、方式和措施、要求。', 'closed',
        date '2020-11-01' + i * 18, date '2020-11-01' + i * 18 + 90, now(), now(), 'leader1', 0
    from generate_series(1, 120) i;
insert into campaign_category (id, campaign_id, sort_order, name)
    select 'gk' || i || '-' || k, 'gc' || i, k,
        (array['责任心不强', '工作、学习主动性差', '对本职业务不熟悉不精通', '程序规范不清楚', '精神状态不佳', '工作效率低下', '工作标准不高'])[k]
    from generate_series(1, 120) i, generate_series(1, 7) k;
insert into campaign_participant (campaign_id, account)
    select 'gc' || i, account from generate_series(1, 120) i, people where i > 118;

create temporary table said as select row_number() over () - 1 as place, text from unnest(array[
    '对上级部署的工作研究不深，贯彻落实停留在转发文件和召开会议上，缺少跟踪问效的具体办法，', '办理群众来信来访时限意识不强，有的件在科室之间流转超过十五个工作日才答复，',
    '提案办理的协商环节走过场，与委员沟通的次数不够，答复意见中原则性的话多、实在的举措少，', '调查研究不够深入，到基层去的次数逐年减少，撰写的报告引用二手材料多、第一手数据少，',
    '会议筹备工作考虑不细，会标、座签和材料多次出现差错，影响了机关的形象，', '财务报销审核把关不严，三张差旅费票据没有附审批单即予以报销，',
    '对新修订的公文处理办法学习不够，行文格式、文种使用和主送机关时有错误，', '值班制度落实不到位，节假日期间两次出现脱岗，交接班记录不完整，',
    '固定资产台账与实物不符，七台计算机没有及时办理移交手续，', '支部组织生活会质量不高，批评与自我批评红脸出汗不够，谈心谈话记录过于简单，',
    '工作中遇到矛盾绕着走，涉及几个处室的事项推诿扯皮，牵头作用发挥得不好，', '信息报送不够及时，全年有四条重要信息迟报，被上级通报，',
    '业务培训流于形式，参训人员签到后离场，考核试卷雷同，', '保密意识淡薄，涉密文件在办公桌面上过夜存放，内部网络计算机插接过普通移动存储介质，',
    '督查督办力度不够，列入年度要点的十二项任务中有两项没有按时间节点完成，', '服务对象反映窗口工作人员态度生硬，一次性告知制度没有落到实处，',
    '原因是思想上放松了要求，认为只要不出事就行，担当精神有所减退，', '原因是制度建设跟不上，责任没有落实到人，缺少检查和考核的办法，',
    '原因是学习的自觉性不高，满足于一知半解，理论联系实际不够，', '原因是工作方法简单，习惯于老办法、老经验，改革创新的意识不强，',
    '下一步将建立每周调度、每月通报的机制，由处室负责人逐项核对销号，', '下一步将修订工作流程，明确每个环节的办理时限和责任人，',
    '下一步将组织专题学习，逐条对照检查，做到边查边改、立行立改，', '下一步将开展一次全面清查，做到账账相符、账实相符，'
    ]) text;
create function pg_temp.said(i bigint, parts int) returns text language sql stable as
    $$ select string_agg(s.text, '') from generate_series(1, parts) k
       join said s on s.place = (i * (k * 2 + 5) + k * k) % 24 $$;
-- A thousand texts, picked again and again: what differs stands around them.
create temporary table texts as
    select i as place, pg_temp.said(i, 4 + (i % 3)::int) as long, pg_temp.said(i * 3 + 1, 4) as short
    from generate_series(0, 999) i;
create unique index on texts (place);

create temporary table entries as
    select i, 'ge' || i as id, w.ends - w.span + w.span * (i::float8 / w.entries) as at,
        extract(year from w.ends - w.span + w.span * (i::float8 / w.entries))::int as year,
        p.account as responsible, p.name, p.department_id, p.branch_id, p.code, p.head, p.supervisor,
        case when i > w.entries - w.open_entries then
                case when i % 10 < 7 then 'rectifying' when i % 10 < 9 then 'verifying' else 'voting' end
            when i % 250 = 0 then 'void' else 'closed' end as state,
        case when i % 3 = 0 and i / 3 < w.materials - w.open_materials then 'reflection' when i % 3 = 1 then 'selfCheck'
            when i % 6 = 2 then 'inspection' else 'opinion' end as source, 1 + i * 120 / (w.entries + 1) as campaign,
        (array['immediate', 'short', 'medium', 'long'])[1 + i % 4] as class,
        (w.ends - w.span + w.span * (i::float8 / w.entries))::date + (array[7, 30, 90, 180])[1 + i % 4] as due_on,
        (w.ends - w.span + w.span * (i::float8 / w.entries))::date + (array[6, 25, 93, 150])[1 + i % 4] as done_on,
        t.long, t.short
    from wanted w cross join lateral generate_series(1, w.entries) i
        join people p on p.place = (i::bigint * 7919) % (select count(*) from people)
        join texts t on t.place = (i * 31) % 1000;
analyze entries;
insert into ledger_entry (id, entry_number, branch_id, branch_code, sequence_year, sequence_number, department_id,
    campaign_id, category_id, title, manifestation, root_cause, measure, source_kind, reflection_id, reflection_version,
    problem_index, author, responsible, deadline_class, due_on, state, cycle_number, redo_count, recurring, closed_on,
    registered_by, registered_at, revision, begun, source_name, source_document, found_on)
    select id, code || '-' || year || '-' || lpad(i::text, 7, '0'), branch_id, code, year, i, department_id,
        'gc' || campaign, 'gk' || campaign || '-' || (1 + i % 7), substr(short, 1, 24) || '（' || i || '）',
        long || '涉及事项编号' || i || case when i % 5000 = 0 then '，防汛物资储备不足。' else '。' end, short, short, source,
        case when source = 'reflection' then 'gr' || (i / 3 + 1) end, case when source = 'reflection' then 1 end,
        case when source = 'reflection' then 0 end,
        case when source = 'reflection' then (select account from people q where q.place = ((i / 3 + 1)::bigint * 7919) % (select count(*) from people)) end,
        responsible, class, due_on, state, 1, (i % 20 = 0)::int, i % 25 = 0,
        case when state = 'closed' then least(done_on, date '2026-11-20') end,
        'secretary1', at, 3, true, case when source <> 'reflection' then '第' || i % 400 || '轮检查' end,
        case when source = 'inspection' then '督查通报〔' || year || '〕' || i % 90 || '号' end, at::date - 5
    from entries;
insert into ledger_deadline (id, entry_id, cycle_number, deadline_class, due_on, reason, set_by, set_at)
    select 'gl' || i, id, 1, class, due_on, 'registered', 'secretary1', at from entries;
insert into ledger_request (id, entry_id, cycle_number, attempt, conclusion, more, requested_by, requested_at)
    select 'gq' || i, id, 1, 1, short || i, '{}', responsible, at + interval '5 days' from entries where state in ('closed', 'voting', 'verifying');
insert into ledger_closing (id, entry_id, cycle_number, request_id, closed_on, due_on, first_due_on, days_used, days_late, closed_at, branch_id)
    select 'gz' || i, id, 1, 'gq' || i, least(done_on, date '2026-11-20'), due_on, due_on, 20,
        greatest(0, least(done_on, date '2026-11-20') - due_on), least(done_on, date '2026-11-20') + time '03:00', branch_id
    from entries where state = 'closed';
insert into ledger_reader (entry_id, account, way, reached_at, registered_at)
    select id, head, 'verifyRectification', at, at from entries where i % 2 = 0 and head <> responsible
    union all select id, supervisor, 'decideExtension', at, at from entries
        where i % 5 = 0 and supervisor not in (responsible, head)
    union all select id, 'supervisor1', 'lookBack', at, at from entries
        where i % 20 = 1 and 'supervisor1' not in (responsible, head, supervisor);
insert into ledger_lookback (id, entry_id, cycle_number, way, mode, counted_on, planned_by, planned_at, state,
    branch_id)
    select 'gw' || i, id, 1, 'policy', 'all', done_on + 90, 'system', done_on, case when done_on + 90 > date '2026-11-20' then 'planned' else 'passed' end,
        branch_id
    from entries where state = 'closed' and i % 10 = 0;

create temporary table materials as
    select i, 'gr' || i as id, w.ends - w.span + w.span * (i::float8 / w.materials) as at,
        p.account as author, p.name, p.department_id, p.branch_id, p.head, p.supervisor,
        1 + i * 120 / (w.materials + 1) as campaign,
        case when i > w.materials - w.open_materials then (array['draft', 'inReview', 'returned', 'accepted'])[1 + i % 4]
            else 'registered' end as state, t.long, t.short
    from wanted w cross join lateral generate_series(1, w.materials) i
        join people p on p.place = (i::bigint * 7919) % (select count(*) from people) join texts t on t.place = (i * 17) % 1000;
analyze materials;
insert into reflection_form (hash, name, schema_text) values ('growth', 'reflection-content', '{}');
insert into reflection (id, campaign_id, author, title, department_id, branch_id, state, version, levels, level_index,
    decided, draft, created_at, changed_at, changed_by, accepted_at, revision)
    select id, 'gc' || campaign, author, substr(short, 1, 30), department_id, branch_id, state,
        case when state = 'draft' then 0 else 1 + (i % 2)::int end, 'head,supervisor', 1, 1, '{"experience":"' || long || i || '"}', at, at, author,
        case when state in ('accepted', 'registered') then at + interval '6 days' end, 5
    from materials;
insert into reflection_version (reflection_id, number, content, form_hash, submitted_at, submitted_by)
    select id, n, '{"experience":"' || long || n || '"}', 'growth', at + n * interval '1 day', author
    from materials, generate_series(1, 2) n where state <> 'draft' and n <= 1 + i % 2;
insert into reflection_reviewer (reflection_id, account, level_id, assigned_at, created_at)
    select id, head, 'head', at, at from materials where state <> 'draft' and head <> author
    union all select id, supervisor, 'supervisor', at, at from materials where state <> 'draft' and supervisor not in (author, head);
insert into review_decision (id, reflection_id, version, level_id, level_holder, actor, decision, opinion, extra, form_hash, decided_at)
    select 'gv' || i, id, 1, 'head', head, head, 'approve', short, '{}', 'growth', at + interval '3 days'
    from materials where state in ('accepted', 'registered') and head <> author;

-- The list: what was done, and one open task of each open case.
create temporary table tasks as
    select 'gt' || i || '-' || n as id, (array['reviewReflection', 'registerProblems'])[n] as kind, id as case_id, substr(short, 1, 30) as title,
        author, name, department_id, 'gc' || campaign as campaign_id,
        case when n = 1 then head else 'committee:' || branch_id end as holder,
        case when n = 2 then 'committee:' || branch_id end as candidate_group, n = 2 as newest, 'DONE' as state,
        at + n * interval '1 day' as created_at, case when n = 1 then case when i % 20 = 3 then 'supervisor1' else head end
            else 'secretary1' end as ended_by, at + n * interval '2 days' as ended_at
    from materials, generate_series(1, 2) n where state = 'registered'
    union all
    select 'gt' || i, (array['reviewReflection', 'reviewReflection', 'reviseReflection', 'registerProblems'])[1 + i % 4], id,
        substr(short, 1, 30), author, name, department_id, 'gc' || campaign,
        case when i % 4 = 3 then 'committee:' || branch_id when i % 4 = 2 then author else head end,
        case when i % 4 = 3 then 'committee:' || branch_id end, true, 'OPEN', at, null, null
    from materials where state not in ('draft', 'registered')
    union all
    select 'gs' || i || '-' || n, (array['rectify', 'verifyRectification'])[n], id, substr(short, 1, 24), responsible, name, department_id,
        'gc' || campaign, case when n = 1 then responsible else 'committee:' || branch_id end,
        case when n = 2 then 'committee:' || branch_id end, n = 2, 'DONE', at + n * interval '1 day',
        case when n = 1 then responsible when i % 40 = 1 then 'supervisor1' else 'g' || (201 + i % 38) end, least(done_on, date '2026-11-20') - 2 + n
    from entries, generate_series(1, 2) n where state = 'closed'
    union all
    select 'gs' || i, case when state = 'rectifying' then 'rectify' else 'verifyRectification' end, id, substr(short, 1, 24), responsible, name,
        department_id, 'gc' || campaign, case when state = 'rectifying' then responsible else 'committee:' || branch_id end,
        case when state <> 'rectifying' then 'committee:' || branch_id end, true, 'OPEN', at, null, null
    from entries where state in ('rectifying', 'verifying', 'voting');
insert into work_item (id, kind, case_id, title, author, department_id, campaign_id, round, holder, candidate_group, state, created_at, moved_at,
    due_at, due_order, ended_at, ended_by, decision, newest, search_text, revision, entrusted)
    select id, kind, case_id, title, author, department_id, campaign_id, 1, holder, candidate_group, state, created_at, created_at,
        created_at + interval '5 days', created_at + interval '5 days', ended_at, ended_by,
        case when state = 'DONE' then 'approve' end, newest, lower(title || ' ' || name || ' ' || author), 1, false from tasks;
insert into task_step (id, task_id, case_id, step, actor, target, done_at)
    select 'gp' || id, id, case_id, 'transfer', 'supervisor1', holder, created_at from tasks
    where state = 'DONE' and candidate_group is null and hashtext(id) % 60 = 0;

-- The record: a chain for each case, five events in each.
insert into audit_chain (chain, case_type, title, subject, subject_name, department, campaign, state, link, search_text, opened_at, last_at,
    last_action, last_actor, event_count, head_hash)
    select id, 'ledgerEntry', substr(short, 1, 24) || '（' || i || '）', responsible, name, department_id, '第' || campaign || '期作风建设专项整治', state, '/ledger/' || id,
        lower(substr(short, 1, 24) || '（' || i || '） ' || responsible || ' ' || name || ' 第' || campaign || '期作风建设专项整治'), at, at + interval '20 days', 'closed', 'system', 5, md5(id)
    from entries
    union all
    select id, 'reflection', substr(short, 1, 30), author, name, department_id, '第' || campaign || '期作风建设专项整治', state, '/materials/' || id,
        lower(substr(short, 1, 30) || ' ' || author || ' ' || name || ' 第' || campaign || '期作风建设专项整治'), at, at + interval '9 days', 'registered', head, 5, md5(id)
    from materials;
insert into audit_event (chain, seq, happened_at, actor, action, result, object_type, object_id, version, detail, previous_hash, hash)
    select id, n, at + n * interval '4 days', case when n % 2 = 0 then responsible else 'g' || (201 + i % 38) end,
        (array['registered', 'assigned', 'progressReported', 'closeOutRequested', 'closed'])[n],
        case when (i + n) % 200 = 0 then 'refused' else 'ok' end, 'ledgerEntry', id, null,
        '{"number":"' || code || '-' || i || '","responsible":"' || responsible || case when n = 4 then '","opinion":"' || substr(short, 1, 60)
            when i % 5000 = 0 and n = 3 then '","text":"防汛物资' else '' end || '"}', md5(id || n), md5(id || (n + 1))
    from entries, generate_series(1, 5) n
    union all
    select id, n, at + n * interval '2 days', case when n = 1 then author else head end,
        (array['drafted', 'submitted', 'read', 'approved', 'registered'])[n], 'ok', 'reflection', id, 1,
        '{"version":1,"level":"head"' || case when n = 4 then ',"opinion":"' || substr(long, 1, 60) || '"' else '' end || '}', md5(id || n), md5(id || (n + 1))
    from materials, generate_series(1, 5) n;

insert into notification (id, account, event, case_id, link, arguments, created_at, read_at)
    select 'gn' || i || '-' || n, case when n = 1 then responsible else head end, (array['task.assigned', 'task.reminder'])[n], id, '/ledger/' || id,
        '["' || substr(short, 1, 24) || '","' || name || '"]', at + n * interval '1 day', case when state = 'closed' then at + interval '3 days' end
    from entries, generate_series(1, 2) n;
