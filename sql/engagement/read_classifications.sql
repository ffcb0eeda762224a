-- requires: sql/engagement/classification.sql sql/engagement/classification_fault.sql
-- requires: sql/engagement/conversations.sql sql/platform/bad_input.sql
create or replace function private.read_classifications(entries jsonb)
returns private.classification []
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  broken record;
begin
  select listed.place - 1 as place, checked.fault
  into broken
  from jsonb_array_elements(entries) with ordinality as listed (entry, place)
  cross join lateral (select private.classification_fault(listed.entry) as fault) as checked
  where checked.fault is not null
  order by listed.place
  limit 1;
  if found then
    perform private.bad_input(
      format('entries[%s].%s', broken.place, split_part(broken.fault, ': ', 1)),
      split_part(broken.fault, ': ', 2) || '; nothing of this batch was stored'
    );
  end if;
  return array(
    select
      row(
        entry.domain_id, entry.conversation_id, coalesce(entry.source, 'llm'), entry.classified_at,
        entry.topics
      )::private.classification
    from (
      select distinct on (given.domain_id, given.conversation_id) given.*
      from jsonb_populate_recordset(null::private.classification, entries) as given
      order by given.domain_id, given.conversation_id, given.classified_at desc
    ) as entry
  );
end;
$$;

comment on function private.read_classifications(jsonb) is
'The entries with their types, of each conversation the newest. Raises 22023 that names the first malformed one by its index from 0.';

revoke all on function private.read_classifications(jsonb) from public;
