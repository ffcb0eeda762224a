update public.clients set name = pg_temp.scrub_name('Client', name);
update public.domains set site_domain = pg_temp.scrub_domain('site', site_domain);

update public.people set
  email = pg_temp.scrub_email(email::text),
  display_name = pg_temp.scrub_name('Person', display_name),
  phone = '+' || pg_temp.scrub_phone(phone),
  avatar_path = null;

update public.person_permissions set reason = pg_temp.scrub_text(reason);
update public.invitations set idempotency_key = pg_temp.scrub_hash(idempotency_key)
where idempotency_key is not null;

-- What was asked for in production is not to be approved, sent or refused here.
delete from public.approvals;
delete from private.outbox;
delete from private.revoked_sessions;

-- A filter may hold what somebody has searched for.
update public.person_prefs set value = '{}'
where key = 'default_filters';
update public.org_prefs set value = '{}'
where key = 'default_filters';

-- "conversations/<id>" stays "conversations".
update public.access_log set resource = split_part(resource, '/', 1), request_id = null, ip = null;

-- Nobody reads another environment's settings; those of production may name its people and services.
delete from public.env_settings
where environment = 'production';
