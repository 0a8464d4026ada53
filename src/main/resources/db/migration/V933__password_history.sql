-- Passwords that may not come again for a while; only their hashes.
create table password_history (
    account varchar(64) not null references account (account),
    password_hash varchar(255) not null,
    replaced_at timestamp(6) with time zone not null
);
create index password_history_account on password_history (account, replaced_at);

-- Passwords now have an age. It is counted from here on, or everybody would be asked at once.
update account set password_changed_at = current_timestamp;
