-- Four messages a conversation: six words and two by turns, out of 2,000, some common and most rare. Sums
-- of whole numbers make them: string_agg would cost more than everything else.
insert into public.messages (
  domain_id, id, conversation_id, seq, role, content, occurred_at, event_id
)
select
  talk.domain_id,
  md5(hash.text || seq)::uuid,
  talk.id,
  seq,
  case seq & 1 when 0 then 'visitor' else 'assistant' end,
  case seq & 1
    when 0 then
      'word' || (hash.a::bigint * hash.a * hash.a * 2000 >> 48) || ' word' || (hash.b::bigint * hash.b * hash.b * 2000 >> 48)
      || ' word' || (hash.c::bigint * hash.c * hash.c * 2000 >> 48) || ' word' || (hash.d::bigint * hash.d * hash.d * 2000 >> 48)
      || ' word' || (hash.e::bigint * hash.e * hash.e * 2000 >> 48) || ' word' || (hash.f::bigint * hash.f * hash.f * 2000 >> 48)
    else
      'word' || (hash.a::bigint * hash.c * hash.e * 2000 >> 48) || ' word' || (hash.b::bigint * hash.d * hash.f * 2000 >> 48)
  end,
  talk.started_at + seq * interval '30 seconds',
  talk.id
from public.conversations as talk
inner join scale_sizes on talk.domain_id = scale_sizes.domain_id
cross join generate_series(0, 3) as seq
cross join lateral (
  select
    talk.id::text as text,
    uuid_send(talk.id) as bytes
) as raw
cross join lateral (
  select
    raw.text,
    get_byte(raw.bytes, seq) << 8 | get_byte(raw.bytes, seq + 1) as a,
    get_byte(raw.bytes, seq + 2) << 8 | get_byte(raw.bytes, seq + 3) as b,
    get_byte(raw.bytes, seq + 4) << 8 | get_byte(raw.bytes, seq + 5) as c,
    get_byte(raw.bytes, seq + 6) << 8 | get_byte(raw.bytes, seq + 7) as d,
    get_byte(raw.bytes, seq + 8) << 8 | get_byte(raw.bytes, seq + 9) as e,
    get_byte(raw.bytes, seq + 10) << 8 | get_byte(raw.bytes, seq + 11) as f
) as hash;
