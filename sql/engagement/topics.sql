-- requires: sql/identity/domains.sql sql/platform/touch_row.sql
create table public.topics (
  domain_id uuid not null,
  id uuid not null,
  label text not null,
  name text not null,
  status text not null default 'active',
  parent_id uuid,
  merged_into_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint topics_pkey primary key (domain_id, id),
  constraint topics_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint topics_parent_id_fkey
  foreign key (domain_id, parent_id) references public.topics (domain_id, id),
  constraint topics_merged_into_id_fkey
  foreign key (domain_id, merged_into_id) references public.topics (domain_id, id),
  constraint topics_label_key unique (domain_id, label),
  constraint topics_label_check check (label = lower(label)),
  constraint topics_name_check check (length(name) between 1 and 100),
  constraint topics_status_check check (status in ('active', 'hidden', 'merged')),
  constraint topics_parent_id_check check (parent_id <> id),
  constraint topics_merged_into_id_check check (merged_into_id <> id),
  constraint topics_status_merged_into_id_check
  check ((status = 'merged') = (merged_into_id is not null))
);

create unique index topics_name_key on public.topics (domain_id, lower(name))
where status <> 'merged';
create index topics_parent_id_idx on public.topics (domain_id, parent_id)
where parent_id is not null;
create index topics_merged_into_id_idx on public.topics (domain_id, merged_into_id)
where merged_into_id is not null;

create trigger touch_row before update on public.topics
for each row execute function private.touch_row();

comment on table public.topics is
'What conversations of a domain are about: found by a model, kept in order by people.';
comment on column public.topics.id is 'Made from domain and label, whoever names the topic first.';
comment on column public.topics.label is
'What models call it, in lowercase. It never changes: a renamed or merged topic is still found by it.';
comment on column public.topics.name is
'What people call it; unique in the domain but for merged topics, in any case.';
comment on column public.topics.status is
'active; hidden: lists and charts leave it out; merged: counted as merged_into_id.';
comment on column public.topics.parent_id is
'The group of a topic. A group has no group itself; counts do not add up into it.';
comment on column public.topics.merged_into_id is
'The topic that this one counts for, which is never merged itself. conversation_topics keep what was said.';
