create or replace function public.claim_token_refresh(
  worker text,
  page_size integer default 10,
  lease interval default '2 minutes'
)
returns table (
  domain_id uuid, integration_id uuid, provider text, portal_id text, refresh_token text, attempt integer
)
language plpgsql
volatile
security definer -- definer: nobody holds anything on token_refreshes and the vault
set search_path = ''
as $$
#variable_conflict use_column
begin
  perform private.check_worker(worker, lease);
  perform private.check_page_size(page_size);
  return query
  with due as (
    select i.domain_id, i.id from public.integrations as i
    where i.status = 'connected' and i.refresh_at <= now() and i.refresh_secret_id is not null
      and not exists (
        select from private.token_refreshes as r
        where r.domain_id = i.domain_id and r.integration_id = i.id and r.not_before > now()
      )
    order by i.refresh_at, i.id
    limit claim_token_refresh.page_size
    for update skip locked
  ), claimed as (
    insert into private.token_refreshes as r (domain_id, integration_id, worker, not_before)
    select due.domain_id, due.id, claim_token_refresh.worker, now() + claim_token_refresh.lease from due
    on conflict (domain_id, integration_id) do update set
      worker = excluded.worker, not_before = excluded.not_before, attempts = r.attempts + 1
    -- Asked of the row as it is now: a claim that ended after our snapshot counts.
    where r.not_before <= now()
    returning r.domain_id, r.integration_id, r.attempts
  )
  select c.domain_id, c.integration_id, i.provider, i.portal_id, private.read_secret(i.refresh_secret_id), c.attempts
  from claimed as c
  inner join public.integrations as i on i.domain_id = c.domain_id and i.id = c.integration_id;
end;
$$;

comment on function public.claim_token_refresh(text, integer, interval) is
'For workers, every minute: connections whose access token has lived four fifths of its life, each for one worker for the time of the lease, with the refresh token. End each with store_refreshed_tokens or fail_refresh. Errors: 22023 INVALID_INPUT.';
revoke all on function public.claim_token_refresh(text, integer, interval) from public, anon, authenticated;
grant execute on function public.claim_token_refresh(text, integer, interval) to service_role;
