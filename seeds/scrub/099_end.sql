-- They would stay as long as the connection.
drop function pg_temp.scrub_url(text);
drop function pg_temp.scrub_text(text);
drop function pg_temp.scrub_phone(text);
drop function pg_temp.scrub_name(text, text);
drop function pg_temp.scrub_domain(text, text);
drop function pg_temp.scrub_email(text);
drop function pg_temp.is_made_up(text);
drop function pg_temp.scrub_hash(text);
