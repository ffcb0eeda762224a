-- Everything that was set, as one document, for who manages settings.
-- row: R18
begin;
select plan(13);

select tests.as('admin@admin.com');
select is(public.export_config(tests.domain('cooking.example')), '{"format": "bo.config/1", "global": {}, "sites": {"cooking.example": {
  "booking": {"enabled": false, "config": {}}, "identity": {"enabled": null, "config": {"name": "Basil", "tone": "playful"}}
}}}', 'of one site');
select is(
  (select array_agg(key order by key) from jsonb_object_keys(public.export_config() -> 'sites') as key),
  '{abtasty.com,cooking.example,notabtasty.com}', 'or of all that have set something'
);
select is(public.export_config() #> '{global,system}',
  '{"enabled": null, "config": {"requests_per_minute": 900, "fallback_models": ["standard"]}}', 'with what is set for all');
select is(public.export_config()::text, public.export_config()::text, 'always the same bytes');
select is(
  public.export_config() #> '{sites,abtasty.com,agents,config,web,system_prompt}', '"Mention the free audit."', 'the newest version of each'
);
select public.set_config('booking', '{"webhook_secret": "vault:abtasty/booking"}', 0, tests.domain('abtasty.com'));
select is(
  public.export_config() #>> '{sites,abtasty.com,booking,config,webhook_secret}', 'vault:abtasty/booking', 'a secret by its name, which is all there is'
);
select tests.back();
select is((select count(*) from public.access_log where kind = 'export' and resource = 'config'), 7::bigint, 'each is noted');
update public.domains set archived_at = now() where site_domain = 'cooking.example';
select tests.as('admin@admin.com');
select is(public.export_config() #> '{sites,cooking.example}', null, 'archived sites are left out');
select is(tests.refusal(format('select public.export_config(%L)', tests.domain('cooking.example'))), '42501 PERMISSION_DENIED', 'and refused');
select tests.as('user@user.com');
select is(tests.refusal('select public.export_config()'), '42501 PERMISSION_DENIED', 'a client user is refused');
select is(
  tests.refusal(format('select public.export_config(%L)', tests.domain('abtasty.com'))), '42501 PERMISSION_DENIED', 'at the own site too'
);
select tests.as_anon();
select is(tests.refusal('select public.export_config()'), '42501', 'so is anon');
select tests.as_service();
select is(tests.refusal('select public.export_config()'), '42501', 'and a worker');

select * from finish();
rollback;
