create or replace function public.referral_codes(
  domain_ids uuid [] default null,
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid, id uuid, code text, owner_user_id uuid, slots_total integer, slots_used integer,
  usage numeric, referrals bigint, converted bigint, conversion numeric, cursor text
)
language plpgsql
stable
security definer -- definer: whoever sees numbers of codes need not view the users' trades
rows 50
set search_path = ''
as $$
declare
  mine constant uuid [] := private.permitted_domains('cohorts.view', domain_ids);
  place constant record := private.read_time_cursor('referral_codes', after);
begin
  perform private.check_page_size(page_size);
  return query
  select
    page.domain_id, page.id, page.code, page.owner_user_id, page.slots_total, page.slots_used,
    page.slots_used::numeric / nullif(page.slots_total, 0), redeemed.referrals, redeemed.converted,
    redeemed.converted::numeric / nullif(redeemed.whole, 0),
    private.make_time_cursor('referral_codes', page.created_at, page.id, page.domain_id)
  from (
    select listed.*
    from unnest(mine) as tenant (id)
    cross join lateral (
      select c.* from public.invite_codes as c
      where
        c.domain_id = tenant.id
        and (after is null or (c.created_at, c.id, c.domain_id) < (place.at, place.id, place.domain_id))
      order by c.created_at desc, c.id desc
      limit page_size
    ) as listed
    order by listed.created_at desc, listed.id desc, listed.domain_id desc
    limit page_size
  ) as page
  cross join lateral (
    select
      count(*) as whole, count(*) filter (where one.is_referred) as referrals,
      count(*) filter (where one.is_converted) as converted
    from private.counted_redemptions as one
    where one.domain_id = page.domain_id and one.invite_code_id = page.id
  ) as redeemed
  order by page.created_at desc, page.id desc, page.domain_id desc;
end;
$$;

comment on function public.referral_codes(uuid [], text, integer) is
'What became of each invite code, newest first: how many slots are used (usage: used / total), how many of those who redeemed it were brought by somebody (referrals), how many of these traded for the first time within 30 days of redeeming (converted), and that as a part of who redeemed it (conversion). after: the cursor of the last row of the page before. page_size: 1 to 500. '
'Needs cohorts.view. Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"page_size": 20}';
revoke all on function public.referral_codes(uuid [], text, integer) from public, anon, service_role;
grant execute on function public.referral_codes(uuid [], text, integer) to authenticated;
