create type public.task_status as enum ('open', 'doing', 'done');

create table public.projects (
  id uuid primary key default gen_random_uuid(),
  team_id bigint not null references public.teams (id) on delete cascade,
  name text not null check (length(name) between 1 and 120),
  is_archived boolean not null default false,
  created_by uuid not null default auth.uid(),
  created_at timestamptz not null default now(),
  unique (team_id, name)
);

-- Tasks and comments reach their team through what they hang on.
create table public.tasks (
  id bigint generated always as identity primary key,
  project_id uuid not null references public.projects (id) on delete cascade,
  title text not null check (title <> ''),
  status public.task_status not null default 'open',
  estimate_hours numeric(6, 2) check (estimate_hours > 0),
  due_on date,
  created_by uuid not null default auth.uid(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index tasks_project_id_idx on public.tasks (project_id);

create table public.comments (
  id bigint generated always as identity primary key,
  task_id bigint not null references public.tasks (id) on delete cascade,
  author_id uuid not null default auth.uid(),
  body text not null check (body <> ''),
  hidden_at timestamptz,
  created_at timestamptz not null default now()
);
create index comments_task_id_idx on public.comments (task_id);

create table public.files (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  object_path text not null,
  size_bytes bigint not null check (size_bytes >= 0),
  uploaded_by uuid not null default auth.uid(),
  unique (project_id, object_path)
);

create function private.touch()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end;
$$;

create trigger touch before update on public.tasks
for each row execute function private.touch();
