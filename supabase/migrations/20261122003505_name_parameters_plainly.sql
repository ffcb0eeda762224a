-- Parameters are no keywords, and each secret that goes is counted as it goes: what plpgsql_check asks for.
set local check_function_bodies = off;

-- squawk-ignore ban-drop-function
drop function private.newest_conversations(
    uuid[], timestamp with time zone, timestamp with time zone, boolean, timestamp with time zone, uuid, uuid, integer
);

create or replace function private.newest_conversations(
  domain_ids uuid[],
  from_at timestamp with time zone,
  to_at timestamp with time zone,
  with_tests boolean,
  after_at timestamp with time zone,
  after_id uuid,
  after_domain_id uuid,
  page_size integer
)
  returns table (
    domain_id uuid,
    id uuid,
    visitor_id uuid,
    started_at timestamp with time zone
  )
  language plpgsql
  stable
  security definer
  rows 50
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  as $function$
declare
  -- Before the first row, where no place is given.
  place_at constant timestamptz := coalesce(after_at, 'infinity');
begin
  return query
  select page.*
  from unnest(domain_ids) as tenant (id)
  cross join lateral (
    select talk.domain_id, talk.id, talk.visitor_id, talk.started_at
    from public.conversations as talk
    where
      talk.domain_id = tenant.id
      and (talk.started_at, talk.id, talk.domain_id) < (place_at, after_id, after_domain_id)
      and talk.started_at >= coalesce(from_at, '-infinity')
      and talk.started_at < coalesce(to_at, 'infinity')
      and (with_tests or not talk.is_test)
    order by talk.started_at desc, talk.id desc
    limit page_size
  ) as page
  order by page.started_at desc, page.id desc, page.domain_id desc
  limit page_size;
end;
$function$;

create or replace function private.purge_secrets(
  batch_size integer,
  out states bigint,
  out revocations bigint
)
  returns record
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  secret_id uuid;
begin
  states := 0;
  revocations := 0;
  for secret_id in
    with old as (
      select s.state_hash from private.oauth_states as s
      where s.expires_at < now() - interval '1 day' order by s.expires_at limit batch_size for update skip locked
    )
    delete from private.oauth_states as s using old where s.state_hash = old.state_hash returning s.verifier_secret_id
  loop
    perform private.forget_secret(secret_id);
    states := states + 1;
  end loop;
  for secret_id in
    with old as (
      select r.id from private.token_revocations as r
      where r.created_at < now() - interval '7 days' order by r.created_at limit batch_size for update skip locked
    )
    delete from private.token_revocations as r using old where r.id = old.id returning r.secret_id
  loop
    perform private.forget_secret(secret_id);
    revocations := revocations + 1;
  end loop;
end;
$function$;

comment on function private.newest_conversations(uuid[], timestamp with time zone, timestamp with time zone, boolean, timestamp
  with time zone, uuid, uuid, integer) is 'Conversations of these domains in that window, newest first, after a place; nulls ask for nothing. Whether the caller may see them is asked before.';

revoke all
  on function private.newest_conversations(
      uuid[], timestamp with time zone, timestamp with time zone, boolean, timestamp with time zone, uuid, uuid, integer
  )
  from public;

revoke all
  on function private.newest_conversations(
      uuid[], timestamp with time zone, timestamp with time zone, boolean, timestamp with time zone, uuid, uuid, integer
  )
  from postgres;

grant execute
  on function private.newest_conversations(
      uuid[], timestamp with time zone, timestamp with time zone, boolean, timestamp with time zone, uuid, uuid, integer
  )
  to postgres;
