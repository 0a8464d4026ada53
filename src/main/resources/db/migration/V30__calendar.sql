-- The days that differ from Monday to Friday: public holidays and made-up weekends.
-- A year is known once it has a row.
create table calendar_day (
    calendar_date date not null,
    working boolean not null,
    name varchar(60) not null,
    constraint calendar_day_pk primary key (calendar_date)
);
