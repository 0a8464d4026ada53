-- What is known of each year that ever had a table: how often it was saved, by whom, and
-- the table before the last save, as JSON, for one step back. A year without days is
-- kept, so that what an administrator removed does not come back by itself.
create table calendar_year (
    year_number integer not null,
    revision integer not null,
    changed_by varchar(64) not null,
    changed_at timestamp(6) with time zone not null,
    previous_days text,
    constraint calendar_year_pk primary key (year_number)
);
insert into calendar_year (year_number, revision, changed_by, changed_at)
    select distinct cast(extract(year from calendar_date) as integer), 1, 'system', current_timestamp
    from calendar_day;
