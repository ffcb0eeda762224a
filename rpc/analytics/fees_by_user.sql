create or replace function public.fees_by_user(
  domain_id uuid,
  since timestamptz,
  before timestamptz,
  after text default null,
  page_size integer default 50
)
returns table (
  rank bigint, platform_user_id uuid, tag text, transactions bigint, volume_usd_minor numeric,
  fees_usd_minor numeric, net_usd_minor numeric, share numeric, cursor text
)
language plpgsql
stable
security definer -- definer: whoever sees what is earned need not view transactions
rows 50
set search_path = ''
as $$
declare
  last constant text [] := private.read_cursor('fees_by_user', after);
begin
  perform private.require('fees.manage', domain_id);
  perform private.check_page_size(page_size);
  if since < before is not true then
    perform private.bad_input('before', 'must be after since');
  end if;
  if not private.is_valid_input(last[3], 'numeric') then
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  return query
  select
    listed.rank, listed.id, payer.tag, listed.trades, listed.volume, listed.fee, listed.net,
    listed.fee / nullif(listed.whole, 0),
    private.make_cursor('fees_by_user', listed.fee::text, listed.id, fees_by_user.domain_id)
  from (
    select
      row_number() over (order by paid.fee desc, paid.id) as rank, paid.*, sum(paid.fee) over () as whole
    from private.count_payers(domain_id, since, before) as paid
  ) as listed
  inner join public.platform_users as payer
    on payer.domain_id = fees_by_user.domain_id and listed.id = payer.id
  where after is null or (-listed.fee, listed.id) > (-last[3]::numeric, last[1]::uuid)
  order by listed.rank
  limit page_size;
end;
$$;

comment on function public.fees_by_user(uuid, timestamptz, timestamptz, text, integer) is
'What each user was charged for confirmed transactions in since <= time < before, who paid most first and of equal ones the one with the lower id: rank, transactions, volume_usd_minor, fees_usd_minor and net_usd_minor (after commissions) in US cents, and share of the fees of all. after: the cursor of the last row of the page before. page_size: 1 to 500. '
'Needs fees.manage. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "since": "2026-10-01T00:00:00Z", "before": "2026-11-01T00:00:00Z", "page_size": 10}';
revoke all on function public.fees_by_user(uuid, timestamptz, timestamptz, text, integer)
from public, anon, service_role;
grant execute on function public.fees_by_user(uuid, timestamptz, timestamptz, text, integer) to authenticated;
