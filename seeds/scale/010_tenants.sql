-- Many conversations in domains of very different size, for measuring. Deterministic: no random().
-- app.scale_conversations and app.scale_domains say how many; the largest domain of 200 has a sixth of
-- all, the smallest a thousandth of that (sizes fall as 1, 1/2, 1/3, …).
insert into public.clients (name)
values ('Scale');

-- Its reports begin at midnight in another zone than UTC, as those of most clients do.
insert into public.org_prefs (org_id, key, value)
select client.id, 'report_time_zone', '"America/Argentina/Buenos_Aires"'
from public.clients as client where client.name = 'Scale';

insert into public.domains (id, client_id, site_domain)
select
  md5('scale/domain/' || place)::uuid,
  (select client.id from public.clients as client where client.name = 'Scale'),
  'scale-' || lpad(place::text, 4, '0') || '.example'
from generate_series(1, current_setting('app.scale_domains')::integer) as place;

create temporary table scale_sizes as
select
  place,
  md5('scale/domain/' || place)::uuid as domain_id,
  greatest(
    2,
    (current_setting('app.scale_conversations')::numeric / place / sum(1.0 / place) over ())::integer
  ) as conversations
from generate_series(1, current_setting('app.scale_domains')::integer) as place;
