-- requires: sql/content/line_fault.sql sql/content/markdown_fault.sql sql/content/questions_fault.sql sql/content/styling_fault.sql
create or replace function private.section_fault(title text, body text, questions jsonb, styling jsonb)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return coalesce(
    'title: ' || private.line_fault(title, 200),
    'body: ' || private.markdown_fault(body),
    private.questions_fault(questions),
    private.styling_fault(styling)
  );
end;
$$;

comment on function private.section_fault(text, text, jsonb, jsonb) is
'The first fault of a section''s content as "path: problem"; null where there is none. Content of sections is text, Markdown without HTML, and styles by name: there is nothing to execute in it.';
revoke all on function private.section_fault(text, text, jsonb, jsonb) from public;
