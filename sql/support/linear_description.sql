-- requires: sql/support/tickets.sql sql/identity/people.sql
create or replace function private.linear_description(ticket public.tickets)
returns text
language plpgsql
stable
security definer -- definer: reads people and domains past RLS
set search_path = ''
as $$
declare
  facts record;
begin
  select p.display_name, p.email::text as email, d.site_domain into facts
  from public.people as p
  cross join public.domains as d
  where p.id = ticket.reporter_id and d.id = ticket.domain_id;
  return concat_ws(
    E'\n\n',
    nullif(ticket.description, ''),
    case ticket.subtype
      when 'not_accurate' then '**The answer is not accurate.**'
      when 'accurate_but_not_ok' then '**The answer is accurate, but not ok.**'
    end,
    '> ' || replace(ticket.message_content, E'\n', E'\n> '),
    E'Expected:\n\n' || ticket.expected_answer,
    'Conversation: ' || ticket.conversation_link,
    format('Ticket %s of %s, from %s <%s>', ticket.number, facts.site_domain, facts.display_name, facts.email)
  );
end;
$$;

comment on function private.linear_description(public.tickets) is 'What the issue in Linear says, in Markdown.';
revoke all on function private.linear_description(public.tickets) from public, anon, authenticated, service_role;
