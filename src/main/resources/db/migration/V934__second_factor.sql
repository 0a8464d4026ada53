-- The second factor: encrypted with a key that is not in the database. A code counts once.
alter table account add column totp_secret varchar(300);
alter table account add column totp_confirmed_at timestamp(6) with time zone;
alter table account add column totp_last_step bigint default 0 not null;

create table recovery_code (
    account varchar(64) not null references account (account),
    code_hash varchar(64) not null,
    used_at timestamp(6) with time zone,
    primary key (account, code_hash)
);
