-- Every fourth conversation has a text: eight words out of 2,000, some common and most rare.
insert into public.messages (
  domain_id, id, conversation_id, seq, role, content, occurred_at, event_id
)
select
  talk.domain_id,
  md5(talk.id || '/0')::uuid,
  talk.id,
  0,
  'visitor',
  (
    select string_agg(
      'word' || floor(2000 * power(get_byte(hash.bytes, slot) * 256 + get_byte(hash.bytes, slot + 1), 3) / power(65536, 3)),
      ' '
    )
    from generate_series(0, 14, 2) as slot
  ),
  talk.started_at,
  talk.id
from public.conversations as talk
inner join scale_sizes on talk.domain_id = scale_sizes.domain_id
cross join lateral (select decode(md5(talk.id::text), 'hex') as bytes) as hash
where get_byte(hash.bytes, 15) % 4 = 0
order by talk.started_at;

drop table scale_sizes;
