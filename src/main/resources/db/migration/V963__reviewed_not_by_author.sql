-- Nobody decides on their own material, also where the application fails: whose it is stands
-- beside the decision. It stays null where history says otherwise, as what was decided is not rewritten.
alter table reflection add constraint reflection_of unique (id, author);

alter table review_decision add column author varchar(60);
update review_decision set author = (select r.author from reflection r
    where r.id = review_decision.reflection_id and r.author <> review_decision.actor
        and (review_decision.on_behalf_of is null or r.author <> review_decision.on_behalf_of));
alter table review_decision add constraint review_decision_of
    foreign key (reflection_id, author) references reflection (id, author);
alter table review_decision add constraint review_decision_not_own
    check (actor <> author and (on_behalf_of is null or on_behalf_of <> author));
