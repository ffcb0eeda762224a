-- EXECUTE of everything in private for PUBLIC, because one function was missing it.
-- class: grants and roles
-- exploit: stan calls a function of the back end that hands out any invitation's token.
-- as: stan
-- try: select private.invitation_token('new@blue.example')
-- caught by: matrix, lint
create function private.invitation_token(address text)
returns uuid
language sql
stable
security definer
set search_path = ''
as $$
  select invitations.token from public.invitations where invitations.email = address
$$;
grant execute on all functions in schema private to public;
