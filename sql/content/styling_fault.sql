-- requires: sql/platform/default_privileges.sql
-- No CSS: a name that is known and a value that its pattern takes. The widget makes the declarations, so
-- nothing that is written here is ever parsed as a style sheet.
create or replace function private.styling_fault(styling jsonb)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
declare
  colour constant text := '#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})';
  size constant text := '(0|[1-9][0-9]{0,2}px|[1-9]?[0-9](\.[0-9]{1,2})?rem)';
  known constant jsonb := jsonb_build_object(
    'accent_color', colour, 'background_color', colour, 'border_color', colour, 'text_color', colour,
    'border_radius', size, 'border_width', size, 'font_size', size, 'gap', size, 'padding', size,
    'max_width', '([1-9][0-9]{0,3}px|[1-9][0-9]?%|100%)',
    'font_weight', '(normal|bold|[1-9]00)', 'text_align', '(start|center|end)',
    'layout', '(list|grid|carousel)', 'columns', '[1-6]'
  );
  field record;
begin
  if jsonb_typeof(styling) is distinct from 'object' then
    return 'styling: must be an object';
  end if;
  for field in select pair.key, pair.value from jsonb_each(styling) as pair order by pair.key loop
    if not known ? field.key then
      return format(
        'styling.%s: there is no such style; there are %s', left(field.key, 50),
        (select string_agg(style.name, ', ' order by style.name) from jsonb_object_keys(known) as style (name))
      );
    end if;
    if jsonb_typeof(field.value) <> 'string'
      or (field.value #>> '{}') !~ ('^' || (known ->> field.key) || '$') then
      return format('styling.%s: must be a text like %s', field.key, known ->> field.key);
    end if;
  end loop;
  return null;
end;
$$;

comment on function private.styling_fault(jsonb) is
'What is wrong with the styling of a section, with its path (styling.text_color: …); null where nothing is.';
revoke all on function private.styling_fault(jsonb) from public;
