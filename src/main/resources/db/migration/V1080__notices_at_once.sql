-- Whom a notice is about, and which notices came at once: they stand in the list of one that has its own id there.
alter table notification add column about varchar(64);
alter table notification add column bundle varchar(36);
create index notification_bundle on notification (bundle, created_at);
