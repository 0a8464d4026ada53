-- Addresses with a key in them and secrets are kept encrypted; what is not yet is sealed at the next start.
alter table notice_channel alter column url set data type varchar(6000);
alter table notice_channel alter column secret set data type varchar(1000);
alter table notice_channel add column sealed boolean default false not null;
