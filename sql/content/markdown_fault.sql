-- requires: sql/content/markup_at.sql
-- What a Markdown renderer turns into HTML are its tags and its links, so there are no tags, and a link
-- begins with what is known to be harmless. Whatever looks like a link is held to that, in code blocks too:
-- which text is code depends on the renderer. Refused, never rewritten: the author sees what is published.
create or replace function private.markdown_fault(value text)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
declare
  url constant text := '[^\s()<>"''`\\]';
  -- https, mail, telephone, a place on this page, or a path of this site (but // is another site).
  target constant text := format(
    '\s*(?:(?:https://|mailto:|tel:|#)%1$s*|/(?:[^/\s()<>"''`\\]%1$s*)?)', url
  );
  forbidden constant text [] := array[
    '[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]', 'holds a control character',
    format('\]\s*\((?!%s\s*\))', target),
    'a link goes to https://, mailto:, tel:, # or /path, without title, brackets and quotes',
    format('\]:(?!%s(?:\s|$))', target),
    'a link goes to https://, mailto:, tel:, # or /path, also where it is defined apart'
  ];
  before text;
begin
  if value is null or length(value) > 20000 then
    return 'must be a text of at most 20000 characters';
  end if;
  if private.markup_at(value) is not null then
    return format(
      'line %s: holds HTML; write Markdown', regexp_count(left(value, private.markup_at(value) - 1), '\n') + 1
    );
  end if;
  for rule in 1 .. cardinality(forbidden) by 2 loop
    before := substring(value from '^(.*?)(?:' || forbidden[rule] || ')');
    if before is not null then
      return format('line %s: %s', regexp_count(before, '\n') + 1, forbidden[rule + 1]);
    end if;
  end loop;
  return null;
end;
$$;

comment on function private.markdown_fault(text) is
'What is wrong with a Markdown text, with its line; null where nothing is. HTML is refused, and links that lead elsewhere than to https, mail, telephone or this site.';
revoke all on function private.markdown_fault(text) from public;
