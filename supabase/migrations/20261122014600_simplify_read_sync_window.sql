-- A run's place is always in the object that it reads, and rows that are looked up by their ids lie after it.
set local check_function_bodies = off;

create or replace function private.read_sync_window(
  run public.sync_runs,
  config public.sync_configs,
  object text,
  page_size integer,
  out local_ids uuid[],
  out digests bytea[],
  out scanned bigint,
  out unchanged bigint,
  out gone bigint,
  out last_id uuid
)
  returns record
  language plpgsql
  security definer
  set search_path to ''
  as $function$
declare
  window_size constant integer := 2000;
  after constant uuid := run.cursor_after;
  ids uuid [];
begin
  if run.kind = 'failed' then
    ids := array(
      select r.local_id from public.sync_records as r
      where r.domain_id = run.domain_id and r.config_id = config.id and r.object = read_sync_window.object
        and r.state = 'failed' and (after is null or r.local_id > after)
      order by r.local_id limit page_size
    );
  end if;
  with looked as (
    select s.*, run.kind <> 'changes' or sent.hash is distinct from s.hash as is_wanted
    from private.sync_source(config, object, after, ids, window_size) as s
    left join public.sync_records as sent
      on sent.domain_id = config.domain_id and sent.config_id = config.id and sent.object = read_sync_window.object
      and sent.local_id = s.local_id
  ), taken as (
    select c.* from (
      select looked.*, count(*) filter (where is_wanted) over (order by local_id) as place from looked
    ) as c
    where c.place <= page_size
  )
  select
    array_agg(t.local_id order by t.local_id) filter (where t.is_wanted),
    array_agg(t.hash order by t.local_id) filter (where t.is_wanted),
    count(*), count(*) filter (where not t.is_wanted), (array_agg(t.local_id order by t.local_id desc))[1]
  into local_ids, digests, scanned, unchanged, last_id
  from taken as t;
  gone := greatest(cardinality(ids) - scanned, 0);
  scanned := scanned + gone;
  last_id := coalesce(ids[cardinality(ids)], last_id);
end;
$function$;
