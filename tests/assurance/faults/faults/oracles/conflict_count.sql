-- Whom somebody invites is unique over all teams: `on conflict do nothing` counts 0 or 1.
-- class: oracles
-- exploit: otto asks for an address at a time whether another team invited it.
-- as: otto
-- try: select where pg_temp.outcome($$insert into public.invitations (team_id, email) values (1001, 'new@blue.example') on conflict do nothing$$) = 'rows: 0'
-- fuzz: probes
-- caught by: lint, fuzz
create unique index invitations_email_idx on public.invitations (lower(email));
