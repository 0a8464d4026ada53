-- Constraints say case and not in (...), as in V960.
-- Three administrators apart (三员分立), also where the application fails: side says of a
-- person and of each role which of the two it is on, and the keys over both hold them
-- together. one_of: what a person holds only one of.
alter table person add column side varchar(20) default 'staff' not null;
update person set side = 'administrator'
where account in (select account from role_grant where role_id in ('auditor', 'sysadmin', 'secadmin'));
alter table person add constraint person_side_known
    check (case side when 'staff' then true when 'administrator' then true else false end);
alter table person add constraint person_administrator_belongs_nowhere
    check (side = 'staff' or (department_id is null and branch_id is null));
alter table person add constraint person_side unique (account, side);

alter table role_grant add column side varchar(20) default 'staff' not null;
alter table role_grant add column one_of varchar(80);
update role_grant set side = 'administrator', one_of = account || ':administrator'
where role_id in ('auditor', 'sysadmin', 'secadmin');
update role_grant set one_of = account || ':partyGroup'
where role_id in ('partySecretary', 'partyDeputySecretary', 'partyMember');
alter table role_grant add constraint role_grant_one_of unique (one_of);
alter table role_grant add constraint role_grant_administrator check (case role_id
    when 'auditor' then side = 'administrator' and one_of is not null
    when 'sysadmin' then side = 'administrator' and one_of is not null
    when 'secadmin' then side = 'administrator' and one_of is not null
    else side = 'staff' end);
alter table role_grant add constraint role_grant_party_group check (case role_id
    when 'partySecretary' then one_of is not null
    when 'partyDeputySecretary' then one_of is not null
    when 'partyMember' then one_of is not null
    else true end);
alter table role_grant add constraint role_grant_side foreign key (account, side) references person (account, side);
alter table role_grant add constraint role_grant_not_own check (granted_by <> account);

alter table department add column in_charge varchar(20) default 'staff' not null;
alter table department add constraint department_in_charge check (in_charge = 'staff');
alter table department add constraint department_head_staff
    foreign key (head, in_charge) references person (account, side);
alter table department add constraint department_supervisor_staff
    foreign key (supervisor, in_charge) references person (account, side);

alter table deputation add constraint deputation_not_own check (principal <> deputy);
alter table deputation add constraint deputation_not_for_oneself check (named_by <> deputy);
