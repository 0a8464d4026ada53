-- What was signed of a case is looked for when evidence of it is taken.
create index signed_paper_of on signed_paper (subject_id);
