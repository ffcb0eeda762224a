-- Who came when, and what they talked about. Every fifth visit is a return of the visitor before.
create table demo.sites as
select *
from (
  values
  ('abtasty.com', 'product', 210, array['/', '/pricing', '/features', '/customers', '/blog/ab-testing']),
  ('notabtasty.com', 'product', 36, array['/', '/pricing', '/about']),
  ('abtasty.com.evil.example', 'product', 30, array['/', '/login']),
  ('sub.abtasty.com', 'product', 42, array['/docs', '/docs/install', '/docs/flicker']),
  ('cooking.example', 'trading', 84, array['/', '/swap', '/fees', '/limit-orders']),
  ('toto.example', 'rescue', 66, array['/', '/cases', '/adopt', '/donate'])
) as listed (site, flavour, visits, pages);

create table demo.visits as
with chosen as (
  select
    sites.site,
    sites.flavour,
    sites.pages,
    sites.site || '/' || (visit - visit / 5) as visitor,
    sites.site || '/' || visit as visit,
    -- A third of the visits only look.
    demo.pick('talks/' || sites.site || visit, 3) > 0 as talks
  from demo.sites
  cross join lateral generate_series(1, sites.visits) as visit
), spoken as (
  select
    chosen.*,
    (array_agg(dialogues.language order by dialogues.language, dialogues.topic))[
      1 + demo.pick('language/' || chosen.visitor, count(*)::integer)
    ] as language
  from chosen
  inner join demo.dialogues on chosen.flavour = dialogues.flavour
  group by chosen.site, chosen.flavour, chosen.pages, chosen.visitor, chosen.visit, chosen.talks
), told as (
  select
    spoken.site, spoken.flavour, spoken.pages, spoken.visitor, spoken.visit, spoken.talks,
    spoken.language,
    (array_agg(dialogues.topic order by dialogues.topic))[
      1 + demo.pick('topic/' || spoken.visit, count(*)::integer)
    ] as topic
  from spoken
  inner join demo.dialogues
    on spoken.flavour = dialogues.flavour and spoken.language = dialogues.language
  group by
    spoken.site, spoken.flavour, spoken.pages, spoken.visitor, spoken.visit, spoken.talks,
    spoken.language
)
select
  told.*,
  dialogues.turns,
  dialogues.ends,
  names.first_names[1 + demo.pick('first/' || told.visitor, cardinality(names.first_names))] as first,
  names.last_names[1 + demo.pick('last/' || told.visitor, cardinality(names.last_names))] as last,
  demo.pick('company/' || told.visitor, 16) as company_place,
  demo.pick('job/' || told.visitor, 6) as job_place,
  case demo.pick('stage/' || told.visit, 25) when 0 then 'staging' else 'production' end as environment,
  least(
    coalesce(current_setting('app.demo_until', true), '2026-11-20 00:00:00+00')::timestamptz, now()
  )
  - make_interval(days => 1 + demo.pick('day/' || told.visit, 45))
  + make_interval(
    mins => 480 + demo.pick('minute/' || told.visit, 720), secs => demo.pick('second/' || told.visit, 60)
  ) as began_at
from told
inner join demo.dialogues
  on told.flavour = dialogues.flavour
  and told.language = dialogues.language
  and told.topic = dialogues.topic
inner join demo.names on told.language = names.language;

alter table demo.visits add column email text;

update demo.visits as visit
set email = lower(extensions.unaccent(visit.first || '.' || visit.last)) || '@' || company.domain
from demo.companies as company
where company.place = visit.company_place;
