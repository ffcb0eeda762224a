-- requires: sql/platform/schemas.sql
create type private.ticket_row as (
  domain_id uuid,
  id uuid,
  number integer,
  kind text,
  title text,
  status text,
  priority text,
  reporter_id uuid,
  reporter_name text,
  assignee_id uuid,
  assignee_name text,
  created_at timestamptz,
  last_change_at timestamptz,
  version integer,
  link_provider text,
  link_identifier text,
  link_url text,
  link_state text,
  cursor text
);

comment on type private.ticket_row is 'A ticket as the lists show it. last_change_at: of the ticket or its newest comment. link_…: the issue that stands for it in another system, see private.ticket_link.';
