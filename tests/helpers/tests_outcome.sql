-- Schema `tests`: what a statement did, or why it was refused, with the rights of who acts.
begin;

-- A write that row security refuses changes 0 rows and raises nothing, so tests count.
create or replace function tests.rows_affected(statement text)
returns bigint
language plpgsql
set search_path = ''
as $$
declare
  affected bigint;
begin
  execute rows_affected.statement;
  get diagnostics affected = row_count;
  return affected;
end;
$$;
comment on function tests.rows_affected is 'Run a statement; how many rows it changed or returned.';

create or replace function tests.refusal(statement text)
returns text
language plpgsql
set search_path = ''
as $$
declare
  reason text;
begin
  execute refusal.statement;
  return null;
exception
  when others then
    get stacked diagnostics reason = pg_exception_detail;
    return concat_ws(' ', sqlstate, substring(reason from '^[A-Z][A-Z0-9_]*$'));
end;
$$;
comment on function tests.refusal is
'Run a statement; null when it works, else its SQLSTATE and reason code: `42501 PERMISSION_DENIED`.';

-- definer: writes auth.users, which belongs to the Auth service.
create or replace function tests.sign_up(email text)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  new_id uuid := gen_random_uuid();
begin
  insert into auth.users (id, aud, role, email, raw_app_meta_data, raw_user_meta_data)
  values (new_id, 'authenticated', 'authenticated', lower(sign_up.email), '{}', '{}');
  return new_id;
end;
$$;
comment on function tests.sign_up is
'An account in auth.users and nothing else: a stranger until a person is linked to it.';

grant execute on all functions in schema tests to anon, authenticated, service_role;

select plan(1);
select has_function('tests', 'refusal', array['text'], 'refusals can be read');
select * from finish();
commit;
