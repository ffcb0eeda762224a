-- requires: sql/analytics/dashboards.sql sql/analytics/metric_catalog.sql
create table public.dashboard_widgets (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  dashboard_id uuid not null,
  position integer not null,
  metric text not null,
  title text not null,
  params jsonb not null default '{}',
  layout jsonb not null default '{}',
  constraint dashboard_widgets_pkey primary key (domain_id, id),
  constraint dashboard_widgets_dashboard_id_fkey foreign key (domain_id, dashboard_id)
  references public.dashboards (domain_id, id) on delete cascade,
  constraint dashboard_widgets_metric_fkey foreign key (metric)
  references public.metric_catalog (metric) on update cascade,
  constraint dashboard_widgets_title_check check (length(title) between 1 and 100),
  constraint dashboard_widgets_params_check check (jsonb_typeof(params) = 'object'),
  constraint dashboard_widgets_layout_check check (jsonb_typeof(layout) = 'object' and length(layout::text) <= 1000)
);

create index dashboard_widgets_dashboard_id_idx on public.dashboard_widgets (domain_id, dashboard_id, position);
create index dashboard_widgets_metric_idx on public.dashboard_widgets (metric);

comment on table public.dashboard_widgets is 'What a dashboard shows.';
comment on column public.dashboard_widgets.dashboard_id is 'The dashboard.';
comment on column public.dashboard_widgets.position is 'Its place, from 1.';
comment on column public.dashboard_widgets.metric is 'What it shows, as in metric_catalog.';
comment on column public.dashboard_widgets.params is 'What is asked for: filter and the other arguments that the catalogue names.';
comment on column public.dashboard_widgets.layout is 'Where and how it is drawn; of the client''s making.';
