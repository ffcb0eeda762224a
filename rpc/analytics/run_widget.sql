-- Invoker: what it shows is what its viewer could have asked for.
create or replace function public.run_widget(domain_id uuid, widget_id uuid)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  widget public.dashboard_widgets;
begin
  perform private.require('analytics.view', run_widget.domain_id);
  select w.* into widget from public.dashboard_widgets as w
  where w.domain_id = run_widget.domain_id and w.id = run_widget.widget_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such widget');
  end if;
  return jsonb_build_object(
    'id', widget.id, 'metric', widget.metric, 'title', widget.title, 'params', widget.params,
    'rows', private.run_metric(widget.metric, widget.params)
  );
end;
$$;

comment on function public.run_widget(uuid, uuid) is
'The numbers of a widget of a dashboard that the caller sees: the rows of its metric, counted over what the caller may see, whoever made it. widget_id: the widget. Needs analytics.view in its domain, and what metric_catalog names for the metric. '
'Errors: 42501 PERMISSION_DENIED, also where it asks for a domain that is not the caller''s; P0002 NOT_FOUND; 22023 INVALID_INPUT.';
revoke all on function public.run_widget(uuid, uuid) from public, anon, service_role;
grant execute on function public.run_widget(uuid, uuid) to authenticated;
