-- requires: sql/platform/is_text.sql sql/platform/is_zoned_time.sql sql/identity/is_email.sql
create or replace function private.trade_subject_fault(entry jsonb)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return case entry ->> 'kind'
    when 'user' then case
      when not private.is_text(entry -> 'external_id', 200) then '.external_id: must be a text'
      when not private.is_zoned_time(entry ->> 'joined_at') then '.joined_at: must be a time with its zone'
      when not private.is_email(entry ->> 'email') then '.email: must be an e-mail address'
      when coalesce(jsonb_typeof(entry -> 'wallets'), 'array') <> 'array'
        then '.wallets: must be an array of texts'
      when jsonb_array_length(coalesce(entry -> 'wallets', '[]')) > 50
        or exists (
          select from jsonb_array_elements(coalesce(entry -> 'wallets', '[]')) as w (address)
          where not private.is_text(w.address, 200)
        ) then '.wallets: must be at most 50 texts'
    end
    when 'token' then case
      when not private.is_text(entry -> 'chain', 50) then '.chain: must be a text'
      when not private.is_text(entry -> 'address', 200) then '.address: must be a text'
      when not private.is_text(entry -> 'symbol', 50) then '.symbol: must be a text'
      when (entry ->> 'decimals' ~ '^([12]?\d|3[0-8])$') is not true then '.decimals: must be from 0 to 38'
      when jsonb_typeof(entry -> 'provider') <> 'null' and not private.is_text(entry -> 'provider', 100)
        then '.provider: must be a text'
    end
  end;
end;
$$;

comment on function private.trade_subject_fault(jsonb) is
'What is wrong with an entry on a user or token, with the field (.symbol: ...); null where nothing is.';
revoke all on function private.trade_subject_fault(jsonb) from public, anon, authenticated, service_role;
