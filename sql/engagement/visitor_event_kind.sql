create type public.visitor_event_kind as enum (
  'page_view',
  'widget_shown',
  'cta_clicked',
  'form_submitted',
  'identify',
  'enrichment',
  'message',
  'email_captured',
  'demo_proposed',
  'demo_booked',
  'conversation_status',
  'consent'
);

comment on type public.visitor_event_kind is
'What a widget event reports. The fields that each kind needs: see ingest_visitor_events.';
