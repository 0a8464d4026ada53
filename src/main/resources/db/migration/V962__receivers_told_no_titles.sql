-- Receivers are told the kind and the number only; what waits for them from before names titles.
update outbox set arguments = '[]' where channel <> 'mail';
