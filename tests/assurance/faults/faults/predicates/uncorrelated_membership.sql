-- Whoever is an owner of something is asked for, not an owner of this team.
-- class: predicate wrong
-- exploit: otto of Red reads whom Blue invites.
-- as: otto
-- try: select from public.invitations where team_id = 1002
-- caught by: matrix, lint
alter policy select_owner on public.invitations using (
  exists (select from private.my_teams('owner'))
);
