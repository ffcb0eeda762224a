-- What the exploits look for: the same in each team, named after it.
insert into public.projects (id, team_id, name, created_by) values
('00000000-0000-4000-8000-0000000000a1', 1001, 'Red plan', '00000000-0000-4000-8000-00000000000b'),
('00000000-0000-4000-8000-0000000000b1', 1002, 'Blue plan', '00000000-0000-4000-8000-00000000000e'),
('00000000-0000-4000-8000-0000000000c1', 1003, 'Green plan', '00000000-0000-4000-8000-00000000000f');

insert into public.tasks (id, project_id, title, status, created_by) overriding system value
select
  teams.id, projects.id, teams.name || ' task', 'done', projects.created_by
from public.teams inner join public.projects on projects.team_id = teams.id;

insert into public.comments (id, task_id, author_id, body, hidden_at) overriding system value
select tasks.id + hidden.step, tasks.id, tasks.created_by, teams.name || hidden.word, hidden.since
from public.tasks
inner join public.teams on teams.id = tasks.id
cross join (values (0, ' remark', null), (1000, ' insult', now())) as hidden (step, word, since);

insert into public.files (project_id, object_path, size_bytes, uploaded_by)
select id, team_id || '/plan.pdf', 100, created_by from public.projects;

insert into storage.objects (bucket_id, name)
select 'team-files', object_path from public.files;

insert into public.invoices (team_id, amount_minor, status)
select id, 4200, 'paid' from public.teams;

insert into public.invitations (team_id, email, token) values
(1001, 'new@red.example', '00000000-0000-4000-8000-0000000000f1'),
(1002, 'new@blue.example', '00000000-0000-4000-8000-0000000000f2');

refresh materialized view private.team_stats;
analyze public.tasks;
