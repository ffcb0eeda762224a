-- A copy must not send anybody's events: projects are switched off, and their keys gone.
do $$
begin
  if to_regclass('vault.secrets') is not null then
    delete from vault.secrets where id in (
      select test_secret_id from public.amplitude_projects
      union all select production_secret_id from public.amplitude_projects
    );
  end if;
end;
$$;

update public.amplitude_projects set is_active = false, test_secret_id = null, production_secret_id = null;
