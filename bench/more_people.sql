-- Ten times as many people in the rollups of the largest domain, as if ten had come wherever one came: their
-- facts stand beside each other, as numbers are given in the order of coming. The rows themselves stay.
do $do$
declare
  largest constant uuid := (select id from public.domains where site_domain = 'scale-0001.example');
  days constant date [] := array(select day from private.day_facts where domain_id = largest order by day);
begin
  update private.day_facts as stored set
    (happened_at, numbers, flags, conversations, involved, resolved) = (
      select
        array_agg(fact.at order by fact.at, fact.number, more.n),
        array_agg(fact.number * 10 + more.n order by fact.at, fact.number, more.n),
        array_agg(fact.flags order by fact.at, fact.number, more.n),
        array_agg(fact.conversations order by fact.at, fact.number, more.n),
        array_agg(fact.involved order by fact.at, fact.number, more.n),
        array_agg(fact.resolved order by fact.at, fact.number, more.n)
      from unnest(
        stored.happened_at, stored.numbers, stored.flags, stored.conversations, stored.involved, stored.resolved
      ) as fact (at, number, flags, conversations, involved, resolved)
      cross join generate_series(0, 9) as more (n)
    )
  where stored.domain_id = largest;
  perform private.store_day_blocks(largest, days);
  perform private.join_blocks(largest, days);
end;
$do$;
