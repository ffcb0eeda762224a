-- requires: sql/analytics/dirty_deals.sql sql/commerce/orders.sql sql/commerce/cohort_members.sql
create or replace function private.note_deals()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever changes a fact may not write the notes
set search_path = ''
as $$
declare
  changed constant jsonb := to_jsonb(new);
begin
  insert into private.dirty_deals (domain_id, order_external_id, token_id, platform_user_id)
  values (
    new.domain_id,
    case when tg_table_name = 'orders' then changed ->> 'external_id' end,
    case when tg_table_name = 'tokens' then (changed ->> 'id')::uuid end,
    case when tg_table_name = 'cohort_members' then (changed ->> 'platform_user_id')::uuid end
  );
  return null;
end;
$$;

comment on function private.note_deals() is
'Row trigger of orders, tokens and cohort_members: notes whose trades are counted otherwise from now on.';

revoke all on function private.note_deals() from public, anon, authenticated, service_role;

create trigger note_deals_added after insert on public.orders
for each row when (new.provider is not null) execute function private.note_deals();

create trigger note_deals_changed after update on public.orders
for each row when (new.provider is distinct from old.provider) execute function private.note_deals();

create trigger note_deals_changed after update on public.tokens
for each row when (new.provider is distinct from old.provider) execute function private.note_deals();

create trigger note_deals_added after insert on public.cohort_members
for each row execute function private.note_deals();

create trigger note_deals_changed after update on public.cohort_members
for each row when (new.valid <> old.valid) execute function private.note_deals();
