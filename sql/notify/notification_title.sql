-- requires: sql/notify/translate.sql
create or replace function private.notification_title(event text, given text, locale text, data jsonb)
returns text
language plpgsql
stable
security definer -- definer: translate is for our own functions only
set search_path = ''
as $$
declare
  filled text := private.translate(format('notification.%s.title', event), locale);
  field record;
begin
  if given is not null then
    return given;
  end if;
  for field in select d.key, d.value from jsonb_each_text(coalesce(data, '{}')) as d loop
    filled := replace(filled, '{' || field.key || '}', coalesce(field.value, ''));
  end loop;
  return filled;
end;
$$;

comment on function private.notification_title(text, text, text, jsonb) is
'The title that was given; where it is null the text notification.<event>.title in this language, with {words} from data.';
revoke all on function private.notification_title(text, text, text, jsonb)
from public, anon, authenticated, service_role;
