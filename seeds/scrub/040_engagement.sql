update public.accounts set
  company_domain = pg_temp.scrub_domain('company', company_domain),
  company_name = pg_temp.scrub_name('Company', company_name),
  enrichment_data = '{}',
  hubspot_company_id = pg_temp.scrub_hash(hubspot_company_id);

update public.visitors set
  email = pg_temp.scrub_email(email),
  company_domain = pg_temp.scrub_domain('company', company_domain),
  enrichment_data = '{}';

update private.visitor_emails set email = pg_temp.scrub_email(email);
delete from private.held_events;
update public.visitor_enrichments set company = '{}', data = '{}';
update public.visitor_sessions set landing_url = pg_temp.scrub_url(landing_url)
where landing_url is not null;
update public.session_events set url = pg_temp.scrub_url(url), properties = '{}';
update public.messages set content = pg_temp.scrub_text(content), meta = '{}';

-- The numbers are what is measured; anything else may quote the conversation.
update public.conversation_scores as s set
  reason = pg_temp.scrub_text(s.reason),
  dimensions = (
    select coalesce(jsonb_object_agg(d.key, d.value), '{}')
    from jsonb_each(s.dimensions) as d
    where jsonb_typeof(d.value) = 'number'
  );

-- A model may have named a topic after somebody.
update public.topics set
  label = pg_temp.scrub_hash(label),
  name = pg_temp.scrub_name('Topic', name);

-- Not deleted: the planner keeps what it knows of a table that has become empty.
update public.conversation_keywords set keywords = '{}';
