-- The same stand-in as in people and visitors, so that the worker still finds whom it is about.
update private.dirty_addresses set email = pg_temp.scrub_email(email);

update public.dashboards set title = pg_temp.scrub_text(title);
update public.dashboard_widgets set title = pg_temp.scrub_text(title), params = params #- '{filter,text}';
update public.saved_reports set title = pg_temp.scrub_text(title);

delete from private.export_parts;
delete from private.export_claims;
update public.exports set filter = '{}', error = pg_temp.scrub_text(error);
