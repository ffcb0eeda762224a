create or replace function public.delete_cycle(domain_id uuid, cycle_id uuid)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds delete on cycles
set search_path = ''
as $$
begin
  perform private.require('fees.manage', delete_cycle.domain_id);
  delete from public.cycles as c where c.domain_id = delete_cycle.domain_id and c.id = delete_cycle.cycle_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such cycle');
  end if;
end;
$$;

comment on function public.delete_cycle(uuid, uuid) is
'Deletes a cycle; what was traded in it stays. What still asks for it, such as a widget, is told that it is not there. cycle_id: the cycle. Needs fees.manage. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND.';
revoke all on function public.delete_cycle(uuid, uuid) from public, anon, service_role;
grant execute on function public.delete_cycle(uuid, uuid) to authenticated;
