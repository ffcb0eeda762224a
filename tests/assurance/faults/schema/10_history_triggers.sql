-- definer: nobody who changes something may write the log by hand.
create function private.audit_change()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  changed jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
begin
  -- A team that is being deleted takes its log with it.
  if exists (select from public.teams where teams.id = (changed ->> 'team_id')::bigint) then
    insert into public.audit_log (team_id, actor_id, action, table_name, details)
    values (
      (changed ->> 'team_id')::bigint, (select auth.uid()), lower(tg_op), tg_table_name, changed
    );
  end if;
  return null;
end;
$$;

create trigger audit_change after insert or update or delete on public.memberships
for each row execute function private.audit_change();
create trigger audit_change after insert or update or delete on public.projects
for each row execute function private.audit_change();
create trigger audit_change after insert or update or delete on public.invoices
for each row execute function private.audit_change();

-- definer: as above.
create function private.note_activity()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.activity (team_id, task_id, what)
  select projects.team_id, new.id, lower(tg_op) || ': ' || new.title
  from public.projects where projects.id = new.project_id;
  return null;
end;
$$;

create trigger note_activity after insert or update on public.tasks
for each row execute function private.note_activity();

-- definer: the queue is closed to everybody.
create function private.queue_mail()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into private.outbox (topic, payload)
  values ('comment.created', jsonb_build_object('comment_id', new.id, 'body', new.body));
  return null;
end;
$$;

create trigger queue_mail after insert on public.comments
for each row execute function private.queue_mail();
