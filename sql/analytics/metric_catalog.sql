-- requires: sql/platform/default_privileges.sql
-- What a dashboard may show is data, and nothing else can be asked: a widget names a row of this table, whose function
-- checks its caller itself.
create table public.metric_catalog (
  metric text not null,
  rpc text not null,
  title text not null,
  description text not null,
  permission text not null,
  filter jsonb not null default '{}',
  arguments jsonb not null default '{}',
  dimensions text [] not null default '{}',
  constraint metric_catalog_pkey primary key (metric),
  constraint metric_catalog_metric_check check (metric ~ '^[a-z][a-z0-9_]{0,62}$'),
  constraint metric_catalog_rpc_check check (rpc ~ '^[a-z][a-z0-9_]{0,62}$'),
  constraint metric_catalog_filter_check check (jsonb_typeof(filter) = 'object'),
  constraint metric_catalog_arguments_check check (jsonb_typeof(arguments) = 'object')
);

comment on table public.metric_catalog is 'The numbers that dashboards may show, and what each can be asked for.';
comment on column public.metric_catalog.metric is 'Its name.';
comment on column public.metric_catalog.rpc is 'The function that counts it.';
comment on column public.metric_catalog.permission is 'What its viewer needs, in the domains that it is counted of.';
comment on column public.metric_catalog.filter is
'The keys of its argument filter, each with what it takes: boolean, uuid, uuids, time, score, language or text; an array: one of these texts.';
comment on column public.metric_catalog.arguments is 'Its other arguments, told in the same way.';
comment on column public.metric_catalog.dimensions is 'The columns of its rows that divide the numbers.';
