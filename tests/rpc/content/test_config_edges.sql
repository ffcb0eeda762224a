-- Where settings end: what is nothing, what is no object, and what only looks like a fault.
-- row: C44
begin;
select plan(28);

-- What changed: object by object, and as a whole where one of the two is none.
create function pg_temp.changes(earlier jsonb, later jsonb) returns text language sql as $$
  select string_agg(concat_ws(' ', c.path, coalesce(c.before, '"-"'), coalesce(c.after, '"-"')), ', ' order by c.path) from private.config_changes(earlier, later, '') as c
$$;
select is(pg_temp.changes('{"a": 1, "b": 2}', '{"a": 1, "b": 3, "c": 4}'), '/b 2 3, /c "-" 4', 'of two objects, each part');
select is(pg_temp.changes('1', '{"a": 1}'), ' 1 {"a": 1}', 'of something else, all');
select is(pg_temp.changes('{"a": 1}', '[1]'), ' {"a": 1} [1]', 'as of what becomes something else');
select is(pg_temp.changes(null, '{"a": 1}'), ' "-" {"a": 1}', 'or was nothing');
select is(pg_temp.changes('{"a": 1}', null), ' {"a": 1} "-"', 'or becomes nothing');

-- What a client sees of a whole, and what becomes of it.
select is(private.config_rejoin('{}', '{}', '{"a": 1}', '"x"', 'client'), '"x"', 'in place of an object something else');
select is(private.config_rejoin('{}', '{}', null, '{"a": 1}', 'client'), '{"a": 1}', 'in place of nothing an object');
select is(
  private.config_part('{"prefixItems": [{}, {"x-access": "staff"}, {}]}', '{}', '[1, 2, 3]', 'client', 'client'), '[1, 3]', 'a client sees no gaps'
);
select is(
  private.config_part('{"prefixItems": [{}, {"x-access": "staff"}, {}]}', '{}', '[1, 2, 3]', 'client', 'staff'), '[null, 2, null]', 'staff does, since the place counts'
);
select is(private.config_lay('{"a": null, "b": 1, "c": 2}', '{"b": null, "c": 3}', 'deep'), '{"b": 1, "c": 3}', 'null is nothing, below and above');

-- What is shown of a schema.
select is(
  private.config_schema_shown('{"type": "object", "x-access": "staff", "additionalProperties": {"type": "string", "x-access": "client"}}', '{}', 'client')
  -> 'additionalProperties' ->> 'type', 'string', 'members that are a client''s, of an object that is the staff''s'
);
select is(
  private.config_schema_shown('{"type": "object", "x-access": "staff", "additionalProperties": {"type": "string"}}', '{}', 'client'), null, 'without such a member nothing'
);
select is(
  private.config_schema_shown('{"type": "object", "const": {"a": 1}, "properties": {"a": {"type": "number"}}}', '{}', 'client') ? 'const', false,
  'a value that would tell of members is left out'
);
select is(private.config_schema_shown('{"type": "number", "const": 1}', '{}', 'client') ? 'const', true, 'that of a number is not');

-- Faults of a schema, and what is none.
create function pg_temp.faults(schema jsonb) returns text language sql as $$
  select string_agg(f.keyword, ', ' order by f.keyword) from private.config_schema_faults('{"type": "object"}' || schema) as f
$$;
select is(
  pg_temp.faults('{"properties": {"x": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"items": {"$ref": "#/$defs/b"}}, "b": {"type": "string"}, "c": {"items": {"$ref": "#/$defs/a"}}}}'),
  null, 'a definition may lead to another one, to which a third leads, too'
);
select is(
  pg_temp.faults('{"properties": {"x": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"items": {"$ref": "#/$defs/b"}}, "b": {"items": {"$ref": "#/$defs/a"}}}}'),
  '$ref, $ref', 'but not back'
);
select is(pg_temp.faults('{"properties": {"x": {"anyOf": [{"type": "string"}, {"type": "number"}]}}}'), null, 'there may be alternatives');
select is(pg_temp.faults('{"properties": {"x": {"anyOf": [{"type": "string", "x-access": "client"}, {"type": "number"}]}}}'), 'x-access', 'which all have one access');
select is(pg_temp.faults('{"properties": {"x": {"type": "string", "pattern": "^vault:", "x-secret": true}}}'), null, 'a secret lies in the vault');
select is(pg_temp.faults('{"properties": {"x": {"type": "string", "x-secret": true}}}'), 'x-secret', 'and nowhere else');

-- A whole number is no text.
select is((select string_agg(f.keyword, ' ') from private.config_scalar_faults('{"type": "string"}', '5') as f), 'type', 'nor what another type asks for');
select is((select string_agg(f.keyword, ' ') from private.config_scalar_faults('{"type": "integer"}', '5.0') as f), null, 'written with a point it is whole');

select is((select string_agg(f.keyword, ' ') from private.config_scalar_faults('{"type": "integer"}', '5.5') as f), 'type', 'with a half it is not');

-- What is in force: for all, and where a site has something of its own in these settings, or at one site.
insert into public.config_globals (slug, version, config, changed_as)
select 'agents', coalesce(max(g.version), 0) + 1, '{"web": {"max_turns": 0}}', 'staff' from public.config_globals as g where g.slug = 'agents';
create function pg_temp.faulty(domain_id uuid) returns text language sql as $$
  select string_agg(distinct f.site_domain, ' ' order by f.site_domain)
  from public.config_schemas as known cross join lateral private.config_in_force_faults(known, faulty.domain_id) as f where known.slug = 'agents'
$$;
select is(
  pg_temp.faulty(null), (
    select string_agg(distinct place.name, ' ' order by place.name) from (
      select '' as name union all
      select d.site_domain from public.config_values as v inner join public.domains as d on d.id = v.domain_id where v.slug = 'agents'
    ) as place
  ), 'for all, and where a site has set some of it'
);
select is(pg_temp.faulty(tests.domain('toto.example')), '', 'at one site: there');
-- Undecided and empty is as good as not set.
insert into public.config_globals (slug, version, config, changed_as)
select 'languages', coalesce(max(g.version), 0) + 1, '{}', 'staff' from public.config_globals as g where g.slug = 'languages';
select is(private.config_document('{}', true) -> 'global' ? 'languages', false, 'a document does not say it');

-- Whoever changes many at once locks them, and no other site's.
create temporary table before on commit drop as
select s.domain_id, s.id, s.xmax as locker, s.slug from public.ai_sections as s
union all
select null, null, s.xmax, s.slug from public.config_schemas as s;
select tests.as('admin@admin.com', 'aal2');
select public.reorder_sections(tests.domain('abtasty.com'), '{}');
select public.import_config('{"format": "bo.config/1", "global": {}, "sites": {}}');
select tests.back();
select is(
  (select string_agg(distinct d.site_domain, ' ') from public.ai_sections as s inner join public.domains as d on d.id = s.domain_id inner join before as b on b.domain_id = s.domain_id and b.id = s.id where s.xmax <> b.locker),
  'abtasty.com', 'sections that are ordered'
);
select is((select count(*) from public.config_schemas as s inner join before as b on b.id is null and b.slug = s.slug where s.xmax = b.locker and s.slug not in ('agents', 'languages')), 0::bigint, 'settings that are imported, all of them');

select * from finish();
rollback;
