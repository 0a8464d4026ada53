-- What is done once a day by any one node: the row is locked while it is done.
create table daily_check (
    id           varchar(40) not null primary key,
    announced_on date        not null
);

insert into daily_check (id, announced_on) values ('deadEnds', date '2000-01-01');

-- what the checks look for among the open items
create index work_item_open on work_item (state, id);
