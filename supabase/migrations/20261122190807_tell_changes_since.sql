-- Copies on telephones: in which transaction each of their rows was last changed, and what is new since a cursor.
set local check_function_bodies = off;

create table private.row_changes (
  domain_id uuid not null,
  relation text not null,
  person_id uuid not null,
  row_id uuid not null,
  xid xid8 not null,
  is_deleted boolean not null,
  changed_at timestamp with time zone not null default now(),
  constraint row_changes_pkey primary key (domain_id, relation, person_id, row_id)
);

alter table private.row_changes
  enable row level security;

create or replace function private.change_scopes()
  returns table (
    relation text,
    domain_ids uuid[],
    row_ids uuid[],
    print text
  )
  language plpgsql
  stable
  security definer
  rows 6
  set search_path to ''
  as $function$
declare
  nobody constant uuid [] := '{}';
  in_mine constant text := (select string_agg(m.id::text, ',' order by m.id) from unnest(private.member_domains()) as m (id));
  tickets_in constant uuid [] := private.domains_with('tickets.view');
  -- In one order, whatever else is in the tables.
  single_cases constant uuid [] := array(select c.id from unnest(private.cases_with('cases.view')) as c (id) order by c.id);
  approvals_in uuid [] := private.domains_with('fees.manage') || private.domains_with('commissions.manage');
begin
  if private.holds('collaborators.manage') then
    approvals_in := array(select d.id from public.domains as d) || '00000000-0000-0000-0000-000000000000'::uuid;
  end if;
  return query
  select s.relation, s.domain_ids, s.row_ids, md5(concat_ws(
    '/', in_mine, (select string_agg(seen.id::text, ',' order by seen.id) from unnest(s.domain_ids) as seen (id)),
    '/', (select string_agg(seen.id::text, ',' order by seen.id) from unnest(s.row_ids) as seen (id))
  ))
  from (
    values
    ('alerts', private.domains_with('events.view'), nobody),
    ('approvals', approvals_in, nobody),
    ('cases', private.domains_with('cases.view'), single_cases),
    ('notifications', nobody, nobody),
    ('ticket_comments', tickets_in, nobody),
    ('tickets', tickets_in, nobody)
  ) as s (relation, domain_ids, row_ids)
  order by s.relation;
end;
$function$;

create or replace function private.find_row_changes(
  relation text,
  after text,
  page_size integer
)
  returns private.row_changes[]
  language plpgsql
  stable
  security definer
  set search_path to ''
  as $function$
declare
  me constant uuid := private.current_person_id();
  -- What is older than every transaction that still runs is there to be read, all of it.
  horizon constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
  last_xid constant xid8 := split_part(after, '.', 1)::xid8;
  last_row constant uuid := split_part(after, '.', 2)::uuid;
  last_domain constant uuid := split_part(after, '.', 3)::uuid;
  scope record;
begin
  select s.* into scope from private.change_scopes() as s where s.relation = find_row_changes.relation;
  return array(
    select page from (
      select r.*
      from unnest(scope.domain_ids || case when scope.row_ids <> '{}' then private.member_domains() end) as tenant (id)
      cross join lateral (
        select n.* from private.row_changes as n
        where n.domain_id = tenant.id and n.relation = scope.relation and n.xid < horizon
          and (n.xid, n.row_id, n.domain_id) > (last_xid, last_row, last_domain)
          and (n.domain_id = any(scope.domain_ids) or n.row_id = any(scope.row_ids))
        order by n.xid, n.row_id limit page_size
      ) as r
      union
      (
        select n.* from private.row_changes as n
        where n.person_id = me and n.relation = scope.relation and n.xid < horizon
          and (n.xid, n.row_id, n.domain_id) > (last_xid, last_row, last_domain)
        order by n.xid, n.row_id, n.domain_id limit page_size
      )
    ) as page
    order by page.xid, page.row_id, page.domain_id
    limit page_size
  );
end;
$function$;

create or replace function private.note_row_changes()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  as $function$
begin
  -- In order: two statements that change the same rows wait for each other there already.
  execute format(
    'insert into private.row_changes as r (domain_id, relation, person_id, row_id, xid, is_deleted)
    select coalesce(c.domain_id, %1$L), %2$L, %3$s, c.id, pg_current_xact_id(), %4$L from changed_rows as c order by c.id
    on conflict on constraint row_changes_pkey do update
    set xid = excluded.xid, is_deleted = excluded.is_deleted, changed_at = excluded.changed_at',
    '00000000-0000-0000-0000-000000000000'::uuid, tg_table_name,
    coalesce('c.' || quote_ident(tg_argv[0]), quote_literal('00000000-0000-0000-0000-000000000000') || '::uuid'),
    tg_op = 'DELETE'
  );
  return null;
end;
$function$;

create or replace function private.read_change_cursor(
  after text
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  as $function$
begin
  if after is null then
    return '{}';
  end if;
  if not private.is_valid_input(after, 'jsonb') or jsonb_typeof(after::jsonb) <> 'object' then
    perform private.bad_input('after', 'is no cursor of changes_since()');
  end if;
  if (after::jsonb ->> 'at' ~ '^\d{1,12}$' and (after::jsonb ->> 'at')::bigint > extract(epoch from now() - interval '60 days')) is not true then
    return '{}';
  end if;
  return after;
end;
$function$;

create or replace function private.read_row_changes(
  changes private.row_changes[]
)
  returns jsonb
  language plpgsql
  stable
  set search_path to ''
  as $function$
declare
  shown jsonb := '[]';
begin
  if changes = '{}' then
    return shown;
  end if;
  execute format(
    'select coalesce(jsonb_agg(jsonb_build_object(
      ''relation'', c.relation, ''id'', c.row_id,
      ''domain_id'', nullif(c.domain_id, ''00000000-0000-0000-0000-000000000000''),
      ''row'', to_jsonb(t) - ''{tsv,idempotency_key,dedupe_key}''::text []
    ) order by c.place), ''[]'')
    from unnest($1) with ordinality as c (domain_id, relation, person_id, row_id, xid, is_deleted, changed_at, place)
    left join public.%I as t on t.id = c.row_id and (t.domain_id = c.domain_id %s)
    where t.id is not null or c.is_deleted',
    changes[1].relation,
    case changes[1].relation
      when 'notifications' then 'is not false and t.recipient_id = c.person_id'
      when 'approvals' then 'is not false'
      else ''
    end
  ) into shown using changes;
  return shown;
end;
$function$;

create or replace function public.changes_since(
  after text default null::text,
  page_size integer default 200
)
  returns jsonb
  language plpgsql
  stable
  set search_path to ''
  as $function$
declare
  place constant text := '^(\d{1,19}(?:\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}){2})\.';
  origin constant text := '0.00000000-0000-0000-0000-000000000000.00000000-0000-0000-0000-000000000000';
  before constant jsonb := private.read_change_cursor(after);
  cursors jsonb := jsonb_build_object('at', floor(extract(epoch from now())));
  resets text [] := '{}';
  told jsonb := '[]';
  remaining integer := private.check_page_size(page_size);
  scope record;
  reached text;
  page private.row_changes [];
begin
  perform private.require_person();
  for scope in select s.relation, s.print from private.change_scopes() as s
  loop
    reached := substring(before ->> scope.relation from place || scope.print || '$');
    -- What lies ahead of all that can be read was told by another database.
    if (split_part(reached, '.', 1)::xid8 < pg_snapshot_xmin(pg_current_snapshot())) is not true then
      resets := resets || scope.relation;
      reached := origin;
    end if;
    page := private.find_row_changes(scope.relation, reached, remaining);
    told := told || private.read_row_changes(page);
    remaining := remaining - cardinality(page);
    if page <> '{}' then
      reached := concat_ws('.', page[cardinality(page)].xid, page[cardinality(page)].row_id, page[cardinality(page)].domain_id);
    end if;
    cursors := cursors || jsonb_build_object(scope.relation, concat_ws('.', reached, scope.print));
  end loop;
  return jsonb_build_object('changes', told, 'resets', resets, 'cursor', cursors::text, 'has_more', remaining = 0);
end;
$function$;

revoke all on function public.changes_since(text, integer) from public, anon, service_role;

create or replace function public.run_notification_upkeep(
  batch_size integer default 1000
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  told bigint;
  expired bigint;
begin
  if batch_size between 1 and 10000 is not true then
    perform private.bad_input('batch_size', '1 to 10000');
  end if;
  told := private.tell_announcement(batch_size);
  with gone as (
    select n.recipient_id, n.id from public.notifications as n
    where n.expires_at <= now()
    limit batch_size
    for update skip locked
  )
  delete from public.notifications as n using gone
  where n.recipient_id = gone.recipient_id and n.id = gone.id;
  get diagnostics expired = row_count;
  delete from private.row_changes as r where r.is_deleted and r.changed_at < now() - interval '90 days';
  return jsonb_build_object(
    'told', told, 'expired', expired,
    'announcements_waiting', (select count(*) from public.announcements as a where a.finished_at is null)
  );
end;
$function$;

create index row_changes_deleted_idx on private.row_changes using btree (changed_at)
  where is_deleted;

create index row_changes_person_id_idx on private.row_changes using btree (person_id, relation, xid, row_id);

create index row_changes_xid_idx on private.row_changes using btree (domain_id, relation, xid, row_id);

create trigger note_row_deleted
  after delete on public.alerts referencing old table as changed_rows
  for each statement
  execute function private.note_row_changes();

create trigger note_row_inserted
  after insert on public.alerts referencing new table as changed_rows
  for each statement
  execute function private.note_row_changes();

create trigger note_row_updated
  after update on public.alerts referencing new table as changed_rows
  for each statement
  execute function private.note_row_changes();

create trigger note_row_deleted
  after delete on public.approvals referencing old table as changed_rows
  for each statement
  execute function private.note_row_changes();

create trigger note_row_inserted
  after insert on public.approvals referencing new table as changed_rows
  for each statement
  execute function private.note_row_changes();

create trigger note_row_updated
  after update on public.approvals referencing new table as changed_rows
  for each statement
  execute function private.note_row_changes();

create trigger note_row_deleted
  after delete on public.cases referencing old table as changed_rows
  for each statement
  execute function private.note_row_changes();

create trigger note_row_inserted
  after insert on public.cases referencing new table as changed_rows
  for each statement
  execute function private.note_row_changes();

create trigger note_row_updated
  after update on public.cases referencing new table as changed_rows
  for each statement
  execute function private.note_row_changes();

create trigger note_row_deleted
  after delete on public.notifications referencing old table as changed_rows
  for each statement
  execute function private.note_row_changes(
  'recipient_id'
);

create trigger note_row_inserted
  after insert on public.notifications referencing new table as changed_rows
  for each statement
  execute function private.note_row_changes(
  'recipient_id'
);

create trigger note_row_updated
  after update on public.notifications referencing new table as changed_rows
  for each statement
  execute function private.note_row_changes(
  'recipient_id'
);

create trigger note_row_deleted
  after delete on public.ticket_comments referencing old table as changed_rows
  for each statement
  execute function private.note_row_changes();

create trigger note_row_inserted
  after insert on public.ticket_comments referencing new table as changed_rows
  for each statement
  execute function private.note_row_changes();

create trigger note_row_updated
  after update on public.ticket_comments referencing new table as changed_rows
  for each statement
  execute function private.note_row_changes();

create trigger note_row_deleted
  after delete on public.tickets referencing old table as changed_rows
  for each statement
  execute function private.note_row_changes(
  'reporter_id'
);

create trigger note_row_inserted
  after insert on public.tickets referencing new table as changed_rows
  for each statement
  execute function private.note_row_changes(
  'reporter_id'
);

create trigger note_row_updated
  after update on public.tickets referencing new table as changed_rows
  for each statement
  execute function private.note_row_changes(
  'reporter_id'
);

comment on column private.row_changes.domain_id is 'The nil id for what belongs to no domain.';

comment on column private.row_changes.person_id is 'Whose row it is, whatever else that person may see; the nil id: nobody''s.';

comment on column private.row_changes.xid is 'A cursor passes it only when no transaction before it runs any more: one that commits late is not missed.';

comment on function private.change_scopes() is 'Of each table that changes_since() tells of, what the policies let the caller see besides own rows: all of domain_ids, and row_ids. print: changes when any of that does.';

comment on function private.find_row_changes(text, text, integer) is 'The next changes of a table in the order of their transactions, of rows that the caller may see or could: a policy has the last word. after: xid.row.domain, the last one of before.';

comment on function private.note_row_changes() is 'Statement trigger of what changes_since() tells of. Its argument, where there is one: the column that says whose row it is.';

comment on function private.read_change_cursor(text) is 'The places in a cursor of changes_since(), by table; none for null, and for one that is over 60 days old. Raises 22023 for what is no object.';

comment on function private.read_row_changes(private.row_changes[]) is 'What changes_since() tells of these changes, all of one table.';

comment on function public.changes_since(text, integer) is 'What a telephone needs to keep its copy of notifications, tickets, ticket comments, cases, alerts and approvals like the tables as the caller sees them: {resets (tables of which the copy is to be emptied first), changes (relation, domain_id, id, and the row as it is now; row null: it was deleted), cursor, has_more}. Apply a page, keep its cursor, and ask again while has_more. What comes twice does no harm. after: the cursor of the page before; null at first, or to begin anew. page_size: 1 to 500. Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT.';

comment on function public.run_notification_upkeep(integer) is 'For the worker, every minute, and again at once while announcements_waiting is above 0: writes the next notifications of the oldest announcement and removes expired ones, batch_size (1 to 10000) at most of each; and what changes_since() knows of rows that were deleted over 90 days ago. Returns {told, expired, announcements_waiting}. Errors: 22023 INVALID_INPUT.';

comment on table private.row_changes is 'In which transaction each row was last changed or deleted, for changes_since(). Deleted ones are kept for 90 days.';

revoke all on function private.change_scopes() from public;

grant execute on function private.change_scopes() to authenticated;

revoke all on function private.change_scopes() from postgres;

grant execute on function private.change_scopes() to postgres;

revoke all on function private.find_row_changes(text, text, integer) from public;

grant execute on function private.find_row_changes(text, text, integer) to authenticated;

revoke all on function private.find_row_changes(text, text, integer) from postgres;

grant execute on function private.find_row_changes(text, text, integer) to postgres;

revoke all on function private.note_row_changes() from public;

revoke all on function private.note_row_changes() from postgres;

grant execute on function private.note_row_changes() to postgres;

revoke all on function private.read_change_cursor(text) from public;

grant execute on function private.read_change_cursor(text) to authenticated;

revoke all on function private.read_change_cursor(text) from postgres;

grant execute on function private.read_change_cursor(text) to postgres;

revoke all on function private.read_row_changes(private.row_changes[]) from public;

grant execute on function private.read_row_changes(private.row_changes[]) to authenticated;

revoke all on function private.read_row_changes(private.row_changes[]) from postgres;

grant execute on function private.read_row_changes(private.row_changes[]) to postgres;

grant execute on function public.changes_since(text, integer) to authenticated;

revoke all on function public.changes_since(text, integer) from postgres;

grant execute on function public.changes_since(text, integer) to postgres;

insert into private.row_changes (domain_id, relation, person_id, row_id, xid, is_deleted)
select
  domain_id,
  'alerts' as relation,
  '00000000-0000-0000-0000-000000000000'::uuid as person_id,
  id as row_id,
  pg_current_xact_id() as xid,
  false as is_deleted
from public.alerts
union all
select
  coalesce(domain_id, '00000000-0000-0000-0000-000000000000'::uuid) as domain_id,
  'approvals' as relation,
  '00000000-0000-0000-0000-000000000000'::uuid as person_id,
  id as row_id,
  pg_current_xact_id() as xid,
  false as is_deleted
from public.approvals
union all
select
  domain_id,
  'cases' as relation,
  '00000000-0000-0000-0000-000000000000'::uuid as person_id,
  id as row_id,
  pg_current_xact_id() as xid,
  false as is_deleted
from public.cases
union all
select
  coalesce(domain_id, '00000000-0000-0000-0000-000000000000'::uuid) as domain_id,
  'notifications' as relation,
  recipient_id as person_id,
  id as row_id,
  pg_current_xact_id() as xid,
  false as is_deleted
from public.notifications
union all
select
  domain_id,
  'ticket_comments' as relation,
  '00000000-0000-0000-0000-000000000000'::uuid as person_id,
  id as row_id,
  pg_current_xact_id() as xid,
  false as is_deleted
from public.ticket_comments
union all
select
  domain_id,
  'tickets' as relation,
  reporter_id as person_id,
  id as row_id,
  pg_current_xact_id() as xid,
  false as is_deleted
from public.tickets;
