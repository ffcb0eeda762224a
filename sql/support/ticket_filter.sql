-- requires: sql/platform/schemas.sql
-- What a list of tickets is asked for, handed on by list_tickets() and my_tickets().
create type private.ticket_filter as (
  domain_ids uuid [],
  reporter_id uuid,
  status text [],
  kind text,
  priority text,
  assignee_id uuid,
  is_unassigned boolean,
  query tsquery,
  after_at timestamptz,
  after_id uuid,
  after_domain_id uuid,
  page_size integer,
  is_overdue boolean,
  platform_user_id uuid,
  order_id uuid,
  case_id uuid
);

comment on type private.ticket_filter is
'Which tickets of which domains; null asks for nothing. reporter_id: of this person alone. after_…: the place after which the page begins.';
