-- requires: sql/commerce/platform_users.sql
-- What makes two users one person, as far as we know: a wallet, or a mailbox, in which what follows a plus sign is the
-- owner's to choose. Addresses of wallets differ by case.
create or replace function private.risk_identities(domain_id uuid)
returns table (platform_user_id uuid, kind text, mark text)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select distinct u.id, 'wallet', wallet.address
  from public.platform_users as u
  cross join unnest(u.wallets) as wallet (address)
  where u.domain_id = risk_identities.domain_id
  union all
  select u.id, 'mailbox', regexp_replace(u.email, '[+][^@]*@', '@')
  from public.platform_users as u
  where u.domain_id = risk_identities.domain_id and u.email is not null;
end;
$$;

comment on function private.risk_identities(uuid) is 'What identifies the users of a domain, a row each.';
revoke all on function private.risk_identities(uuid) from public, anon, authenticated, service_role;
