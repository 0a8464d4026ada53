-- What the health check writes, to see that it can.
create table health_check (
    id integer not null,
    written_at timestamp(6) with time zone not null,
    constraint health_check_pk primary key (id)
);
insert into health_check (id, written_at) values (1, current_timestamp);
