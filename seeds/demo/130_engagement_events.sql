-- What the widget would have sent for these visits.
create function demo.fill(content text, visit demo.visits)
returns text
language sql
stable
return replace(replace(replace(replace(replace(replace(replace(
  content,
  '{email}', visit.email),
  '{first}', visit.first),
  '{company}', (select company.name from demo.companies as company where company.place = visit.company_place)),
  '{site}', 'https://' || visit.site),
  '{n}', (2 + demo.pick('n/' || visit.visit, 7))::text),
  '{plan}', (array['Essential', 'Growth', 'Enterprise'])[1 + demo.pick('plan/' || visit.visit, 3)]),
  '{tool}', (array['Segment', 'Shopify', 'Contentsquare', 'Salesforce'])[1 + demo.pick('tool/' || visit.visit, 4)]
);

create table demo.events (
  visit text not null,
  name text not null,
  kind text not null,
  seconds integer not null,
  url text,
  properties jsonb not null default '{}'
);

insert into demo.events (visit, name, kind, seconds, url)
select visit.visit, 'view' || view, 'page_view', view * 35,
  'https://' || visit.site || visit.pages[1 + demo.pick('page/' || visit.visit || view, cardinality(visit.pages))]
from demo.visits as visit
cross join lateral generate_series(0, demo.pick('views/' || visit.visit, 3)) as view;

insert into demo.events (visit, name, kind, seconds, properties)
select visit.visit, 'widget', 'widget_shown', 4,
  jsonb_build_object('visible_ms', 3000 + demo.pick('visible/' || visit.visit, 60000))
from demo.visits as visit;

insert into demo.events (visit, name, kind, seconds, properties)
select visit.visit, 'message' || turn.place, 'message', 60 + 25 * turn.place::integer,
  jsonb_build_object(
    'seq', turn.place - 1,
    'role', case turn.place % 2 when 1 then 'visitor' else 'assistant' end,
    'language', visit.language,
    'content', demo.fill(turn.content, visit.*)
  )
from demo.visits as visit
cross join lateral unnest(visit.turns) with ordinality as turn (content, place)
where visit.talks;

insert into demo.events (visit, name, kind, seconds, properties)
select visit.visit, step.kind, step.kind, 65 + 25 * cardinality(visit.turns),
  case step.kind when 'email_captured' then jsonb_build_object('email', visit.email) else '{}' end
from demo.visits as visit
cross join lateral (
  values (visit.ends), (case visit.ends when 'demo_booked' then 'email_captured' end)
) as step (kind)
where visit.talks and step.kind <> 'none';

-- Some book on the website itself, without a word to the agent.
insert into demo.events (visit, name, kind, seconds)
select visit.visit, 'booked', 'demo_booked', 180
from demo.visits as visit
where not visit.talks and demo.pick('books/' || visit.visit, 6) = 0;

insert into demo.events (visit, name, kind, seconds, properties)
select visit.visit, 'status', 'conversation_status', 1800,
  jsonb_build_object('status', case demo.pick('status/' || visit.visit, 12) when 0 then 'handed_over' else 'closed' end)
from demo.visits as visit
where visit.talks and demo.pick('closed/' || visit.visit, 5) > 0;

insert into demo.events (visit, name, kind, seconds, properties)
select visit.visit, 'enrichment', 'enrichment', 90,
  jsonb_build_object(
    'source', 'demo enrichment',
    'company', jsonb_build_object(
      'domain', company.domain, 'name', company.name, 'industry', company.industry,
      'country', company.country, 'employees', company.employees
    ),
    'data', jsonb_build_object(
      'full_name', visit.first || ' ' || visit.last, 'job_title', job.title, 'seniority', job.seniority,
      'city', company.city, 'country', company.country,
      'phone', '+44 20 7946 0' || 100 + demo.pick('phone/' || visit.visitor, 900),
      'lead_score', demo.pick('lead/' || visit.visitor, 101)
    )
  )
from demo.visits as visit
inner join demo.companies as company on visit.company_place = company.place
inner join demo.jobs as job on visit.job_place = job.place
where demo.pick('enriched/' || visit.visitor, 2) = 0 or (visit.talks and visit.ends in ('demo_booked', 'email_captured'));

-- Some are asked on the first page, and a few later do not want to be written to any more.
insert into demo.events (visit, name, kind, seconds, properties)
select visit.visit, said.state, 'consent', said.seconds,
  jsonb_build_object('state', said.state, 'purposes', said.purposes)
from demo.visits as visit
cross join lateral (
  values ('granted', 2, '{analytics,contact}'::text []), ('withdrawn', 300, '{contact}')
) as said (state, seconds, purposes)
where demo.pick('asked/' || visit.visitor, 5) = 0
  and (said.state = 'granted' or demo.pick('leaves/' || visit.visit, 4) = 0);
