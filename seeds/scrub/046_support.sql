update public.tickets set
  title = pg_temp.scrub_text(title),
  description = pg_temp.scrub_text(description),
  message_content = pg_temp.scrub_text(message_content),
  expected_answer = pg_temp.scrub_text(expected_answer),
  idempotency_key = pg_temp.scrub_hash(idempotency_key);

update public.ticket_comments set
  body = pg_temp.scrub_text(body),
  idempotency_key = pg_temp.scrub_hash(idempotency_key);

update public.ticket_notes set
  body = pg_temp.scrub_text(body),
  idempotency_key = pg_temp.scrub_hash(idempotency_key);

-- An address in Linear has the issue's title in it.
update public.ticket_links set url = 'https://linear.app/scrubbed/' || id
where url is not null;
