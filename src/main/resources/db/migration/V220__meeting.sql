-- Meetings that decide on close-outs, and on taking one back.

-- A ballot that a meeting took up is declared there, or put off: then another is called for
-- the same request. A ballot on a counter-decision belongs to no request. Who is entitled is
-- set anew when a meeting opens the vote; the meeting's list says why, and the chain tells.
alter table ledger_ballot drop constraint ledger_ballot_once;
alter table ledger_ballot alter column request_id drop not null;
-- agree, disagree or putOff, as it was declared in a meeting; null for all others
alter table ledger_ballot add column declared varchar(20);
create index ledger_ballot_of_request on ledger_ballot (request_id);
alter table ledger_ballot_member add column note varchar(400);

-- Its state, what was agreed on before it begins, and its revision change; the chain keeps
-- what was before.
create table ledger_meeting (
    id varchar(36) not null,
    meeting_year integer not null,
    meeting_number integer not null,
    title varchar(200) not null,
    meets_at timestamp(6) with time zone not null,
    place varchar(200) not null,
    chair varchar(64) not null,
    recorder varchar(64) not null,
    invited text not null,
    state varchar(20) not null,
    called_by varchar(64) not null,
    called_at timestamp(6) with time zone not null,
    begun_at timestamp(6) with time zone,
    ended_at timestamp(6) with time zone,
    cancel_reason text,
    recorder_signed_at timestamp(6) with time zone,
    chair_signed_at timestamp(6) with time zone,
    revision integer not null,
    constraint ledger_meeting_pk primary key (id)
);
create index ledger_meeting_by_time on ledger_meeting (meets_at, id);
create index ledger_meeting_by_number on ledger_meeting (meeting_year, meeting_number);

create table ledger_meeting_item (
    id varchar(36) not null,
    meeting_id varchar(36) not null,
    line_number integer not null,
    kind varchar(20) not null,
    entry_id varchar(36) not null,
    cycle_number integer not null,
    reason text not null,
    proposed_by varchar(64) not null,
    state varchar(20) not null,
    -- the vote, once it is open
    ballot_id varchar(36),
    -- who chairs this item; null for the chair of the meeting
    chair varchar(64),
    discussion text not null,
    -- as it was when it was settled
    present_count integer,
    settled_reason text,
    settled_by varchar(64),
    settled_at timestamp(6) with time zone,
    constraint ledger_meeting_item_pk primary key (id),
    constraint ledger_meeting_item_of foreign key (meeting_id) references ledger_meeting (id),
    constraint ledger_meeting_item_entry foreign key (entry_id) references ledger_entry (id)
);
create index ledger_meeting_item_by_meeting on ledger_meeting_item (meeting_id, line_number);
create index ledger_meeting_item_by_entry on ledger_meeting_item (entry_id, state);

-- Members of the party group when it began; null while nobody noted whether they came.
create table ledger_meeting_attendance (
    meeting_id varchar(36) not null,
    account varchar(64) not null,
    line_number integer not null,
    present boolean,
    reason varchar(400),
    noted_by varchar(64),
    noted_at timestamp(6) with time zone,
    constraint ledger_meeting_attendance_pk primary key (meeting_id, account),
    constraint ledger_meeting_attendance_of foreign key (meeting_id) references ledger_meeting (id)
);

-- Who does not count as entitled on an item, and why.
create table ledger_meeting_excused (
    item_id varchar(36) not null,
    account varchar(64) not null,
    reason varchar(40) not null,
    note varchar(400) not null,
    set_by varchar(64) not null,
    set_at timestamp(6) with time zone not null,
    constraint ledger_meeting_excused_pk primary key (item_id, account),
    constraint ledger_meeting_excused_of foreign key (item_id) references ledger_meeting_item (id)
);

-- What an absent member wrote on an item; kept, shown, and not counted.
create table ledger_meeting_view (
    item_id varchar(36) not null,
    account varchar(64) not null,
    written text not null,
    noted_by varchar(64) not null,
    noted_at timestamp(6) with time zone not null,
    constraint ledger_meeting_view_pk primary key (item_id, account),
    constraint ledger_meeting_view_of foreign key (item_id) references ledger_meeting_item (id)
);
