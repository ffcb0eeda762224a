-- A month of tests that is archived and gone, and a hold that is over.
insert into public.retention_archives (id, history, from_at, to_at, state, parts, row_count, written_at, dropped_at)
values (
  md5('archive/2024-05')::uuid, 'event_log', '2024-05-01 00:00:00+00', '2024-06-01 00:00:00+00', 'dropped', 1, 2,
  '2026-06-02 03:00:00+00', '2026-06-02 03:05:00+00'
);

insert into public.archive_parts (
  archive_id, part, row_count, byte_size, sha256, last_domain_id, last_id, is_last, path, confirmed_at
)
values (
  md5('archive/2024-05')::uuid, 1, 2, 612, repeat('0', 64), '10000000-0000-4000-8000-000000000005',
  md5('event/test')::uuid, true, 'event_log/2024-05/1.jsonl', '2026-06-02 03:00:00+00'
);

insert into public.legal_holds (domain_id, id, title, released_at)
values (
  '10000000-0000-4000-8000-000000000001', md5('legal_hold/1')::uuid, 'Lawsuit 26-114', '2026-07-01 09:00:00+00'
);
