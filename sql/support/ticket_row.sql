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
  linear_identifier text,
  linear_url text,
  linear_state text,
  cursor text
);

comment on type private.ticket_row is 'A ticket as the lists show it. last_change_at: of the ticket or its newest comment.';
