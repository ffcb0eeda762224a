create or replace function public.run_webhook_upkeep(batch_size integer default 100)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds anything on the inbox
set search_path = ''
as $$
declare
  kept private.webhook_inbox;
  told text;
  applied integer := 0;
  refused integer := 0;
begin
  if batch_size between 1 and 1000 is not true then
    perform private.bad_input('batch_size', '1 to 1000');
  end if;
  for kept in
    select i.* from private.webhook_inbox as i
    where i.processed_at is null
    order by i.received_at, i.id
    limit batch_size
    for update skip locked
  loop
    begin
      told := private.apply_webhook(kept);
    exception
      -- One that cannot be applied must not hold up the others.
      when others then
        told := left(sqlerrm, 500);
    end;
    update private.webhook_inbox as i set
      processed_at = now(), error = told,
      -- Linear tells what was there before, too: of what was erased nothing comes back.
      body = case when private.issue_is_erased(private.webhook_issue_id(i.body)) then '' else i.body end
    where i.id = kept.id;
    applied := applied + (told is null)::integer;
    refused := refused + (told is not null)::integer;
  end loop;
  return jsonb_build_object('applied', applied, 'refused', refused);
end;
$$;

comment on function public.run_webhook_upkeep(integer) is
'For the worker, every few seconds: applies webhooks that were received, batch_size (1 to 1000) at most. Each is looked at once; why one was not applied stands in the inbox. Returns {applied, refused}. Errors: 22023 INVALID_INPUT.';
revoke all on function public.run_webhook_upkeep(integer) from public, anon, authenticated;
grant execute on function public.run_webhook_upkeep(integer) to service_role;
