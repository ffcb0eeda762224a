-- A view for a debugging page shows the queue of mails.
-- class: side doors
-- exploit: stan reads the comments of all teams on their way out.
-- as: stan
-- try: select from public.outgoing where payload ->> 'body' = 'Blue remark'
-- fuzz: public.outgoing
-- caught by: matrix, lint, fuzz
create view public.outgoing as select id, topic, payload from private.outbox;
grant select on public.outgoing to authenticated;
