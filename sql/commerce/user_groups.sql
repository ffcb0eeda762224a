-- requires: sql/commerce/cohort_members.sql sql/commerce/invite_codes.sql
create or replace function private.user_groups(trader public.platform_users)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'cohorts', coalesce((
      select jsonb_agg(
        jsonb_build_object('id', c.id, 'name', c.name, 'priority', c.priority, 'since', lower(m.valid)) order by c.priority
      )
      from public.cohort_members as m
      inner join public.cohorts as c on m.domain_id = c.domain_id and m.cohort_id = c.id
      where m.domain_id = trader.domain_id and m.platform_user_id = trader.id and m.valid @> now()
    ), '[]'),
    'invite_codes', coalesce((
      select jsonb_agg(
        jsonb_build_object('code', i.code, 'slots_used', i.slots_used, 'slots_total', i.slots_total, 'is_active', i.is_active)
        order by i.created_at desc, i.id
      )
      from public.invite_codes as i
      where i.domain_id = trader.domain_id and i.owner_user_id = trader.id
    ), '[]')
  );
end;
$$;

comment on function private.user_groups(public.platform_users) is
'{cohorts (in which the user is now, the one that counts first), invite_codes (his own, newest first)}.';
revoke all on function private.user_groups(public.platform_users) from public, anon, authenticated, service_role;
