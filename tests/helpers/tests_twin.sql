-- Schema `tests`: whether what is asked of one domain is answered from that one.
begin;

create or replace function tests.twin(site text)
returns uuid
language plpgsql
set search_path = ''
as $$
declare
  original constant uuid := tests.domain(site);
  twin constant uuid := pg_catalog.gen_random_uuid();
  waiting regclass [] := array(
    select k.conrelid from pg_catalog.pg_constraint as k
    join pg_catalog.pg_attribute as a on a.attrelid = k.conrelid and a.attnum = any(k.conkey) and a.attname = 'domain_id'
    where k.contype = 'p' and k.conparentid = 0 and k.connamespace in ('public'::regnamespace, 'private'::regnamespace)
    order by k.conrelid
  );
  left_over regclass [];
  relation regclass;
begin
  insert into public.domains (id, client_id, site_domain)
  select twin, c.id, 'twin-of-' || site from public.domains as d join public.clients as c on c.id <> d.client_id
  where d.id = original order by c.id limit 1;
  while waiting <> '{}' loop
    left_over := '{}';
    foreach relation in array waiting loop
      begin
        perform tests.copy_rows(relation, original, twin);
      exception when foreign_key_violation then left_over := left_over || relation;  -- what it needs comes first
      end;
    end loop;
    if left_over = waiting then
      raise 'nothing can be copied of %', left_over;
    end if;
    waiting := left_over;
  end loop;
  return twin;
end;
$$;

create or replace function tests.copy_rows(relation regclass, original uuid, twin uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
  columns constant text := (
    select string_agg(format('%I', a.attname), ', ' order by a.attnum) from pg_catalog.pg_attribute as a
    where a.attrelid = relation and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attname <> 'domain_id'
  );
begin
  execute format('alter table %s disable trigger user', relation);
  execute format(
    'insert into %1$s (domain_id, %2$s) overriding system value select $2, %2$s from %1$s where domain_id = $1 on conflict do nothing',
    relation, columns
  ) using original, twin;
  execute format('alter table %s enable trigger user', relation);
end;
$$;

-- Of every table with a domain, how many rows one has, and a hash of them.
create or replace function tests.rows_of(domain uuid)
returns table (relation regclass, rows bigint, hash text)
language plpgsql
set search_path = ''
as $$
begin
  for relation in
    select c.oid from pg_catalog.pg_class as c
    join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attname = 'domain_id' and a.atttypid = 'uuid'::regtype
    where c.relkind in ('r', 'p') and not c.relispartition
      and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
    order by c.oid
  loop
    execute format(
      'select count(*), md5(string_agg(t::text, '','' order by t::text)) from %s as t where t.domain_id = $1', relation
    ) into rows, hash using rows_of.domain;
    return next;
  end loop;
end;
$$;

comment on function tests.rows_of is 'What a domain has, table by table: to see whether anything has changed.';
comment on function tests.copy_rows is 'Copies the rows of one domain to another. Triggers do not run: what they write is copied, too.';
comment on function tests.twin is
'Makes a domain of another client with the same rows as this one: the same ids, in every table where an id is one domain''s. Whatever asks for an id without asking whose it is finds two. What is unique among all domains stays with the original. Returns the id of the twin.';

grant execute on all functions in schema tests to anon, authenticated, service_role;

select plan(1);
select has_function('tests', 'twin', array['text'], 'a domain can stand beside its twin');
select * from finish();
commit;
