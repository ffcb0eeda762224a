-- row: R07
begin;
select plan(15);
create function pg_temp.section(slug text, locale text default 'en', site text default 'abtasty.com')
returns public.ai_sections language sql security definer as $$
  select s.* from public.ai_sections as s
  where s.domain_id = tests.domain(site) and s.slug = section.slug and s.locale = section.locale
$$;
create function pg_temp.reading(token text) returns text language sql as $$
  select tests.refusal(format('select public.read_section_preview(%L)', token))
$$;
grant execute on all functions in schema pg_temp to authenticated, anon, service_role;
select tests.as('user@user.com');
create temporary table given on commit drop as
select p.token from pg_temp.section('black-friday') as s cross join lateral public.create_section_preview(s.domain_id, s.id, 5) as p;
grant select on given to public;
select tests.as_anon();
select results_eq(
  'select r.* from given cross join lateral public.read_section_preview(given.token) as r',
  $$select s.slug, s.locale, s.title, s.body, s.questions, s.styling from pg_temp.section('black-friday') as s$$, 'the draft, without an account'
);
select is(pg_temp.reading(encode(sha256('x'), 'hex')), 'P0002 NOT_FOUND', 'an unknown token');
select is(pg_temp.reading(left(token, 63)), 'P0002 NOT_FOUND', 'a part of it') from given;
select is(pg_temp.reading(translate(token, 'abcdef', 'ABCDEF') || ''), 'P0002 NOT_FOUND', 'in capitals') from given;
select is(pg_temp.reading(token || '0'), 'P0002 NOT_FOUND', 'and more') from given;
select is(pg_temp.reading(null), 'P0002 NOT_FOUND', 'null');
select is(pg_temp.reading(encode(p.token_hash, 'hex')), 'P0002 NOT_FOUND', 'the hash is no token')
from (select sha256(decode(token, 'hex')) as token_hash from given) as p;
select tests.as('user@user.com');
select public.update_section(s.domain_id, s.id, 1, 'Changed') from pg_temp.section('black-friday') as s;
select tests.as('guardian@demo.example');
select is((select r.title from given cross join lateral public.read_section_preview(given.token) as r), 'Changed', 'always as it is now, whoever looks');

create function pg_temp.after(change text) returns text language plpgsql as $$
declare
  answer text;
begin
  execute change;
  perform tests.as_anon();
  select pg_temp.reading(given.token) into answer from given;
  raise exception 'enough' using errcode = 'UNDO1';
exception
  when sqlstate 'UNDO1' then return answer;
end;
$$;
select tests.back();
select is(pg_temp.after('update private.section_previews set expires_at = now() + interval ''1 microsecond'''), null, 'to its last moment');
select is(pg_temp.after('update private.section_previews set expires_at = now()'), 'P0002 NOT_FOUND', 'then no more');
select is(pg_temp.after('update public.ai_sections set status = ''archived'', publish_at = null where slug = ''black-friday'''), 'P0002 NOT_FOUND', 'archived');
select is(pg_temp.after('update public.domains set archived_at = now() where site_domain = ''abtasty.com'''), 'P0002 NOT_FOUND', 'of a closed domain');
select is(pg_temp.after('update public.people set status = ''disabled'' where email = ''user@user.com'''), 'P0002 NOT_FOUND', 'by somebody who left');
select is(pg_temp.after('delete from public.people where false'), null, 'else it holds');
select tests.as_anon();
select is(tests.refusal('select from public.ai_sections'), '42501', 'the table stays closed');
select * from finish();
rollback;
