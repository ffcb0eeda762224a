create or replace function public.global_search(
  query text,
  domain_ids uuid [] default null,
  page_size integer default 10
)
returns table (kind text, domain_id uuid, id uuid, title text, subtitle text, matched text, is_exact boolean)
language plpgsql
stable
security definer -- definer: row security would keep each search from its index
rows 20
set search_path = ''
as $$
declare
  name constant text := btrim(query);
begin
  perform private.check_page_size(page_size);
  if length(name) between 2 and 200 is not true then
    perform private.bad_input('query', 'must be a text of 2 to 200 characters');
  end if;
  perform private.require_person();
  -- Each kind from the domains where the caller may view that kind, which may be none.
  return query
  select ranked.kind, ranked.domain_id, ranked.id, ranked.title, ranked.subtitle, ranked.matched, ranked.is_exact
  from (
    select hit.*, row_number() over (
      partition by hit.kind order by hit.is_exact desc, hit.title, hit.domain_id, hit.id
    ) as place
    from (
      select u.* from private.find_users_named(
        private.permitted_among('platform_users.view', domain_ids), private.permitted_among('cohorts.view', domain_ids),
        name, page_size
      ) as u
      union all
      select t.* from private.find_trades_named(
        private.permitted_among('orders.view', domain_ids), private.permitted_among('transactions.view', domain_ids),
        private.permitted_among('tokens.view', domain_ids), name, page_size
      ) as t
      union all
      select r.* from private.find_requests_named(domain_ids, name, page_size) as r
    ) as hit
  ) as ranked
  where ranked.place <= page_size
  order by ranked.is_exact desc, ranked.kind, ranked.place;
end;
$$;

comment on function public.global_search(text, uuid [], integer) is
'What is called so, of everything that the caller may view: users of platforms (their id there, a wallet, the beginning of tag or e-mail address, with cohorts.view an invite code that they own or redeemed), orders (the platform''s id), transactions (the reference, with its chain or without), tokens (address, the beginning of the symbol), tickets (number, words) and cases (words of code, title, description and place). '
'query: 2 to 200 characters, of words all must be there. page_size: how many of each kind, 1 to 500. What fits whole comes first (is_exact); matched: by what it was found. What may not be viewed is not found. Errors: 42501 PERMISSION_DENIED for whoever is no person of the back office; 22023 INVALID_INPUT.';
revoke all on function public.global_search(text, uuid [], integer) from public, anon, service_role;
grant execute on function public.global_search(text, uuid [], integer) to authenticated;
