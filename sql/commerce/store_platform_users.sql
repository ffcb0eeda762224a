-- requires: sql/commerce/trade_entry.sql sql/commerce/platform_users.sql
-- Rows are written in the order of their keys, here and in every other step, and the steps come in one order: two
-- batches that touch the same rows wait for each other and cannot deadlock. The newest entry wins, by its time
-- and then by its digest, whichever arrives last.
create or replace function private.store_platform_users(batch private.trade_entry [])
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  changed bigint;
begin
  insert into public.platform_users as known (
    domain_id, external_id, email, wallets, joined_at, told_at, told_by
  )
  select distinct on (e.domain_id, e.user_ref)
    e.domain_id, e.user_ref, lower(told.email), coalesce(told.wallets, '{}'),
    coalesce(told.joined_at, e.told_at),
    case e.kind when 'user' then e.told_at end, case e.kind when 'user' then e.told_by end
  from unnest(batch) as e
  left join lateral jsonb_to_record(e.facts) as told (email text, wallets text [], joined_at timestamptz)
    on e.kind = 'user'
  where e.user_ref is not null
  -- Whoever is told of first; of whoever is only named, the earliest time.
  order by e.domain_id, e.user_ref, e.kind = 'user' desc,
    case e.kind when 'user' then e.told_at end desc, case e.kind when 'user' then e.told_by end desc, e.told_at
  on conflict (domain_id, external_id) do update
  set
    email = excluded.email, wallets = excluded.wallets, joined_at = excluded.joined_at,
    told_at = excluded.told_at, told_by = excluded.told_by
  where case
    when excluded.told_at is null then known.told_at is null and excluded.joined_at < known.joined_at
    else known.told_at is null or (excluded.told_at, excluded.told_by) > (known.told_at, known.told_by)
  end;
  get diagnostics changed = row_count;
  return changed;
end;
$$;

comment on function private.store_platform_users(private.trade_entry []) is
'Creates the users that the batch names, or stores what it tells of them; returns how many rows it changed. Tag and status are not the platform''s to tell.';
revoke all on function private.store_platform_users(private.trade_entry [])
from public, anon, authenticated, service_role;
