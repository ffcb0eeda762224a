-- Somebody else's schema, small, with something of every kind that can be broken.
create schema desk;
grant usage on schema desk to authenticated, anon;

create table desk.teams (id bigint generated always as identity primary key, name text not null);
create table desk.members (
  team_id bigint not null references desk.teams (id), user_id uuid not null, role text not null default 'agent',
  primary key (team_id, user_id)
);
create table desk.tickets (
  id bigint generated always as identity primary key,
  team_id bigint not null references desk.teams (id),
  copied_to bigint references desk.teams (id),
  title text not null,
  closed_at timestamptz
);
insert into desk.teams (name) values ('one'), ('two'), ('three');
insert into desk.members values
(1, 'a0000000-0000-4000-8000-000000000001', 'agent'), (2, 'a0000000-0000-4000-8000-000000000002', 'manager');
insert into desk.tickets (team_id, title, closed_at) values (1, 'mine', null), (1, 'old', now()), (2, 'theirs', null);

create function desk.teams_with(permission text) returns bigint [] language plpgsql stable security definer
set search_path = '' as $$
begin
  if auth.uid() is null then
    return '{}';
  end if;
  return array(
    select m.team_id from desk.members as m
    where m.user_id = auth.uid() and (m.role = 'manager' or teams_with.permission = 'tickets.view')
  );
end;
$$;
create function desk.require(permission text) returns void language plpgsql stable set search_path = '' as $$
begin
  if desk.teams_with(permission) = '{}' then
    raise insufficient_privilege using message = permission || ': not permitted; ask a manager';
  end if;
end;
$$;
create function desk.close_ticket(ticket bigint) returns void language plpgsql security definer
set search_path = '' as $$
begin
  perform desk.require('tickets.edit');
  perform desk.require('tickets.close');
  update desk.tickets set closed_at = now() where id = ticket and closed_at is null;
end;
$$;
create function desk.tidy_title() returns trigger language plpgsql set search_path = '' as $$
begin
  new.title := btrim(new.title);
  return new;
end;
$$;
revoke execute on all functions in schema desk from public;
grant execute on function desk.teams_with, desk.require, desk.close_ticket to authenticated;
create trigger tidy_title before insert or update on desk.tickets for each row execute function desk.tidy_title();

alter table desk.teams enable row level security;
alter table desk.members enable row level security;
alter table desk.members force row level security;
create policy all_owner on desk.members for all to postgres using (true);
alter table desk.tickets enable row level security;
grant select, update (title) on desk.tickets to authenticated;
create policy select_team on desk.tickets for select to authenticated
using (team_id = any((select desk.teams_with('tickets.view'))::bigint []) and closed_at is null);
create policy update_team on desk.tickets for update to authenticated
using (team_id = any((select desk.teams_with('tickets.edit'))::bigint []));
comment on policy update_team on desk.tickets is 'Managers write.';
create view desk.titles with (security_invoker = true) as select id, team_id, title from desk.tickets;
grant select on desk.titles to authenticated;
