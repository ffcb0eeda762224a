-- Checks, alone and over several columns.
create function public.is_code(code text) returns boolean language plpgsql immutable as $$
begin
  if code is null or code !~ '^[A-Z]{3}-\d{4}$' then
    raise exception 'not a code: %', code using errcode = '22023';
  end if;
  return true;
end;
$$;

create table public.checked (
  id integer generated always as identity primary key,
  tenant_key text not null references public.tenants (key),
  state text not null check (state in ('new', 'done')),
  kind varchar(20) not null check (kind = any (array['a kind', 'another'])),
  color text not null check (color ~ '^#[0-9a-f]{6}$'),
  phone text not null check (phone ~ '^\+[1-9]\d{7,14}$'),
  site text not null check (site like 'https://%'),
  host text not null check (host ~* '^([a-z0-9-]+\.)+[a-z]{2,}$'),
  digest text not null check (length(digest) = 64 and digest ~ '^[0-9a-f]+$'),
  hash bytea not null check (octet_length(hash) = 32),
  title text not null check (char_length(title) between 30 and 50),
  upper_title text not null check (upper_title = upper(upper_title)),
  rank integer not null check (rank between 10 and 20),
  even integer not null check (even % 2 = 0 and even > 100),
  ratio numeric not null check (ratio > 0 and ratio < 1),
  below integer not null,
  above integer not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  born date not null check (born < '2000-01-01'),
  options jsonb not null check (jsonb_typeof(options) = 'array'),
  settings jsonb not null check (settings ? 'theme' and jsonb_typeof(settings -> 'theme') = 'string'),
  tags text[] not null check (cardinality(tags) > 0 and tags <@ array['red', 'green']),
  post_id integer,
  comment_id integer,
  note text,
  noted_at timestamptz,
  length interval not null check (length > interval '3 days'),
  is_paid boolean not null,
  paid_on date,
  code text not null check (public.is_code(code)),
  twice integer generated always as (below * 2) stored check (twice < 1000),
  constraint in_order check (below < above),
  constraint ends_later check (ends_at > starts_at),
  constraint one_target check (num_nonnulls(post_id, comment_id) = 1),
  constraint note_whole check ((note is null) = (noted_at is null)),
  constraint paid_whole check (is_paid = (paid_on is not null))
);
