-- The vault of a hosted project. Run once in the platform database, as the superuser. Where the server has
-- Supabase's extension, that is it; else a stand-in with the same functions and view, on pgcrypto.
--
-- The key of the stand-in is a file in the server's data folder: no dump holds it, and only the superuser
-- reads it. The row's id is part of the key, so a sealed value that is moved to another row opens nothing.
create schema vault;
grant usage on schema vault to postgres;

do $vault$
declare
  key_file constant text := current_setting('data_directory') || '/vault.key';
begin
  if exists (select from pg_catalog.pg_available_extensions where name = 'supabase_vault') then
    create extension supabase_vault with schema vault cascade;
    grant select, delete on vault.secrets, vault.decrypted_secrets to postgres;
    grant execute on function vault.create_secret, vault.update_secret, vault._crypto_aead_det_decrypt to postgres;
    return;
  end if;
  if pg_stat_file('vault.key', true) is null then
    execute format('copy (select encode(extensions.gen_random_bytes(32), ''hex'')) to %L', key_file);
  end if;

  create table vault.secrets (
    id uuid primary key default gen_random_uuid(),
    name text,
    description text not null default '',
    secret text not null,
    key_id uuid,
    nonce bytea,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );
  create unique index on vault.secrets (name) where name is not null;

  create function vault._seal(id uuid, value text) returns text
  language plpgsql security definer set search_path = '' as $$
  begin
    return encode(extensions.pgp_sym_encrypt(
      value, btrim(pg_read_file('vault.key'), E' \n') || id, 's2k-mode=1, cipher-algo=aes256'
    ), 'base64');
  end;
  $$;

  create function vault._open(id uuid, sealed text) returns text
  language plpgsql stable security definer set search_path = '' as $$
  begin
    return extensions.pgp_sym_decrypt(decode(sealed, 'base64'), btrim(pg_read_file('vault.key'), E' \n') || id);
  end;
  $$;

  create view vault.decrypted_secrets as
  select
    s.id, s.name, s.description, s.secret, vault._open(s.id, s.secret) as decrypted_secret,
    s.key_id, s.nonce, s.created_at, s.updated_at
  from vault.secrets as s;

  create function vault.create_secret(
    new_secret text, new_name text default null, new_description text default '', new_key_id uuid default null
  ) returns uuid
  language plpgsql security definer set search_path = '' as $$
  declare
    new_id constant uuid := gen_random_uuid();
  begin
    insert into vault.secrets (id, name, description, secret)
    values (new_id, new_name, new_description, vault._seal(new_id, new_secret));
    return new_id;
  end;
  $$;

  create function vault.update_secret(
    secret_id uuid, new_secret text default null, new_name text default null,
    new_description text default null, new_key_id uuid default null
  ) returns void
  language plpgsql security definer set search_path = '' as $$
  begin
    update vault.secrets as s set
      secret = coalesce(vault._seal(s.id, new_secret), s.secret),
      name = coalesce(new_name, s.name),
      description = coalesce(new_description, s.description),
      updated_at = now()
    where s.id = secret_id;
  end;
  $$;

  revoke all on all functions in schema vault from public;
  grant execute on function vault.create_secret, vault.update_secret, vault._open to postgres;
  grant select, delete on vault.secrets, vault.decrypted_secrets to postgres;
end;
$vault$;
