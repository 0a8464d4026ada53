-- Campaigns are cases of the audit; those from before are described here, as their next
-- event would do it.
update audit_chain set
    case_type = 'campaign',
    title = (select c.title from campaign c where c.id = chain),
    subject = (select c.changed_by from campaign c where c.id = chain),
    subject_name = (select coalesce(max(p.name), max(c.changed_by)) from campaign c left join person p on p.account = c.changed_by where c.id = chain),
    department = '',
    state = (select c.state from campaign c where c.id = chain),
    link = '/campaigns/' || chain,
    search_text = (select lower(c.title) from campaign c where c.id = chain)
where chain in (select id from campaign);
