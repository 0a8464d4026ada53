-- Tokens end and may be for reading only. Those there are go on for 90 days from now.
alter table personal_token add column scope varchar(10) default 'write' not null;
alter table personal_token add column expires_on date;
update personal_token set expires_on = current_date + 90;
alter table personal_token alter column expires_on set not null;
