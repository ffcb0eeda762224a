-- A model named topics in the visitor's language; a person has since merged some and grouped others.
select public.store_conversation_topics(jsonb_agg(jsonb_build_object(
  'domain_id', talk.domain_id,
  'conversation_id', talk.id,
  'classified_at', talk.last_message_at + interval '5 minutes',
  'topics', case demo.pick('topicless/' || visit.visit, 20)
    when 0 then '[]'
    else jsonb_build_array(jsonb_build_object(
      'name', visit.topic, 'confidence', (60 + demo.pick('confidence/' || visit.visit, 40)) / 100.0
    )) || case demo.pick('second/' || visit.visit, 6)
      when 0 then jsonb_build_array(jsonb_build_object('name', 'competitors', 'confidence', 0.55))
      else '[]'
    end
  end
)))
from demo.visits as visit
inner join public.conversations as talk on demo.make_id('conversation/' || visit.visit) = talk.id
where demo.pick('classified/' || visit.visit, 12) > 0;

update public.topics as topic
set status = 'merged', merged_into_id = survivor.id
from (
  values
  ('tarifs', 'pricing'), ('precios', 'pricing'), ('démonstration', 'demo'), ('demostración', 'demo'),
  ('intégration', 'integration'), ('données personnelles', 'privacy'), ('comisiones', 'fees'),
  ('adopción', 'adoption')
) as merge (label, into_label)
inner join public.topics as survivor on merge.into_label = survivor.label
where
  topic.domain_id = survivor.domain_id
  and topic.label = merge.label and topic.status = 'active';

update public.topics as topic set parent_id = leader.id
from public.topics as leader
where
  leader.domain_id = topic.domain_id and leader.label = 'pricing' and topic.label = 'competitors'
  and leader.status = 'active' and topic.parent_id is null;

update public.topics as topic set status = 'hidden'
where topic.label = 'statistics' and topic.status = 'active';
