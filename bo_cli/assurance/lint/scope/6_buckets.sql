-- The buckets of Storage, where there is a Storage.
create temp table buckets (id text, is_public boolean) on commit drop;

do $$
begin
  if to_regclass('storage.buckets') is not null then
    insert into buckets select id, public from storage.buckets;
  end if;
exception
  when insufficient_privilege or undefined_column then
    null;
end
$$;
