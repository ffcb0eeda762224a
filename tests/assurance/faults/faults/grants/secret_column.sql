-- The grant of chosen columns was replaced by one of the table: the token is among them.
-- class: grants and roles
-- exploit: otto reads the token of whom he invited, and accepts in another's name.
-- as: otto
-- try: select token from public.invitations
-- caught by: matrix, lint
grant select on public.invitations to authenticated;
