create table department (
    id varchar(36) primary key,
    name varchar(100) not null,
    parent_id varchar(36) references department (id),
    head varchar(64),
    supervisor varchar(64),
    sort_order integer not null,
    active boolean not null,
    revision integer not null
);
create index department_parent on department (parent_id);
create index department_head on department (head);
create index department_supervisor on department (supervisor);

create table branch (
    id varchar(36) primary key,
    name varchar(100) not null,
    code varchar(16) not null,
    active boolean not null,
    revision integer not null,
    constraint branch_code_unique unique (code)
);

create table person (
    account varchar(64) primary key,
    name varchar(100) not null,
    post varchar(100) not null,
    department_id varchar(36) references department (id),
    branch_id varchar(36) references branch (id),
    email varchar(254),
    active boolean not null,
    left_at timestamp(6) with time zone,
    revision integer not null
);
create index person_department on person (department_id);
create index person_branch on person (branch_id);
create index person_name on person (name, account);

alter table department add constraint department_head_person foreign key (head) references person (account);
alter table department add constraint department_supervisor_person foreign key (supervisor) references person (account);

-- seat is what only one person may hold at a time, e.g. the secretary of one branch;
-- null for roles that several hold.
create table role_grant (
    account varchar(64) not null references person (account),
    role_id varchar(40) not null,
    branch_id varchar(36) references branch (id),
    seat varchar(80),
    granted_at timestamp(6) with time zone not null,
    granted_by varchar(64) not null,
    constraint role_grant_key primary key (account, role_id),
    constraint role_grant_seat unique (seat)
);
create index role_grant_role on role_grant (role_id, branch_id);
