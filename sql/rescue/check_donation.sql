-- requires: sql/platform/bad_input.sql
-- The table checks the same again; here the answer names the field.
create or replace function private.check_donation(
  amount_minor numeric, currency text, method text, given_at timestamptz
)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if (amount_minor > 0 and amount_minor < 1e38 and amount_minor = trunc(amount_minor)) is not true then
    perform private.bad_input('amount_minor', 'a whole number of minor units above 0, of at most 38 digits');
  end if;
  if (currency ~ '^[A-Z]{3}$') is not true then
    perform private.bad_input('currency', 'three capitals, such as EUR');
  end if;
  if (method in ('card', 'bank_transfer', 'stellar', 'other')) is not true then
    perform private.bad_input('method', 'card, bank_transfer, stellar or other');
  end if;
  if (isfinite(given_at) and given_at <= now()) is not true then
    perform private.bad_input('given_at', 'when it was given, not in the future');
  end if;
end;
$$;

comment on function private.check_donation(numeric, text, text, timestamptz) is
'Raises 22023 INVALID_INPUT for the first of these that is missing or malformed.';
revoke all on function private.check_donation(numeric, text, text, timestamptz)
from public, anon, authenticated, service_role;
