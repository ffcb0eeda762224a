-- Questions and styles are not text to read through, so they go; a hash tells what a text was, and is made anew.
update public.ai_sections set
  title = pg_temp.scrub_text(title),
  body = pg_temp.scrub_text(body),
  questions = '[]',
  styling = '{}';

update public.ai_section_versions set
  title = pg_temp.scrub_text(title),
  body = pg_temp.scrub_text(body),
  questions = '[]',
  styling = '{}';

update public.agent_heartbeats set message = pg_temp.scrub_text(message)
where message is not null;
update public.agent_events set message = pg_temp.scrub_text(message)
where message is not null;

-- Whoever got a link of production must not open the copy with it.
delete from private.section_previews;
