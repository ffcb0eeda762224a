-- What a visitor does. That the widget was shown, a demo proposed, somebody recognized or enriched, an answer
-- given or a conversation closed happens to him.
insert into private.active_kinds (kind, role)
values
('page_view', null),
('message', 'visitor'),
('cta_clicked', null),
('form_submitted', null),
('email_captured', null),
('demo_booked', null)
on conflict (kind) do nothing;
