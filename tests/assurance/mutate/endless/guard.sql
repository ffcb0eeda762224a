-- Waits for as long as the guard of a function does not hold.
begin;
select plan(1);

create function pg_temp.wait_for_nobody() returns boolean language plpgsql as $$
begin
  while desk.teams_with('tickets.view') = '{}' and auth.uid() is not null loop
    perform pg_sleep(0.1);
  end loop;
  return true;
end;
$$;
select set_config('request.jwt.claims', '{"sub": "a0000000-0000-4000-8000-000000000001"}', true);
select ok(pg_temp.wait_for_nobody(), 'whoever is somebody has a team');

select * from finish();
rollback;
