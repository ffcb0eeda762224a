-- Names of projects are unique over all teams: a refusal tells of a row that nobody showed.
-- class: oracles
-- exploit: mia names a project like Blue's and is told that it exists.
-- as: mia
-- try: select where pg_temp.outcome($$insert into public.projects (team_id, name) values (1001, 'Blue plan')$$) like '23505%'
-- fuzz: probes
-- caught by: lint, fuzz
alter table public.projects add constraint projects_name_key unique (name);
