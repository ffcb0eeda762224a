update public.notifications set
  title = pg_temp.scrub_text(title),
  body = pg_temp.scrub_text(body),
  link = null,
  data = '{}',
  dedupe_key = pg_temp.scrub_hash(dedupe_key);

update public.announcements set
  title = pg_temp.scrub_text(title),
  body = pg_temp.scrub_text(body),
  link = null,
  idempotency_key = pg_temp.scrub_hash(idempotency_key);
