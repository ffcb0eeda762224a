-- As private.new_id() makes them, so that indexes grow at their right edge; but the same text gives the same.
create function pg_temp.timed_id(at timestamptz, said text) returns uuid
language sql
stable
return (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(said), 14))::uuid;
