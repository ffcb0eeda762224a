-- Triggers that make rows, refuse them, fill them, send them elsewhere.
create table public.profiles (
  id uuid primary key references auth.users (id),
  nickname text
);
create table public.places (
  user_id uuid primary key references auth.users (id),
  tenant_key text references public.tenants (key)
);
create function public.handle_new_user() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.profiles (id) values (new.id);
  insert into public.places (user_id) values (new.id);
  return new;
end;
$$;
create trigger on_new_user after insert on auth.users
for each row execute function public.handle_new_user();

create table public.refused (
  id integer primary key, tenant_key text not null references public.tenants (key), word text
);
create function public.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'only on Sundays';
end;
$$;
create trigger refuse before insert on public.refused
for each row execute function public.refuse();

create table public.swallowed (id integer primary key, word text);
create function public.swallow() returns trigger language plpgsql as $$
begin
  return null;
end;
$$;
create trigger swallow before insert on public.swallowed
for each row execute function public.swallow();
alter table public.swallowed enable always trigger swallow;

create table public.numbered (
  id integer primary key,
  tenant_key text not null references public.tenants (key),
  code text not null,
  total integer not null
);
create function public.number_it() returns trigger language plpgsql as $$
begin
  new.code := coalesce(new.code, 'N') || '-' || new.id;
  return new;
end;
$$;
create trigger number_it before insert on public.numbered
for each row execute function public.number_it();

create rule away as on insert to public.settings do instead nothing;

-- Without a key, and changed as soon as it is there: its ctid moves.
create table public.restless (tenant_key text not null, word text not null, changes integer);
create function public.change_again() returns trigger language plpgsql as $$
begin
  update public.restless set changes = 1 where word = new.word;
  return null;
end;
$$;
create trigger change_again after insert on public.restless
for each row execute function public.change_again();
