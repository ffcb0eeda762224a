update public.cases set
  title = pg_temp.scrub_text(title),
  description = pg_temp.scrub_text(description),
  location = pg_temp.scrub_text(location);
