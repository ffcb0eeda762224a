-- What 015 took off. References are checked for all rows at once.
select
  set_config('maintenance_work_mem', '512MB', true),
  set_config('max_parallel_maintenance_workers', '2', true);

do $$
declare
  part record;
begin
  for part in select * from scale_parts order by place loop
    execute part.made_again;
  end loop;
  for part in select distinct table_name from scale_parts loop
    execute format('alter table %s enable trigger user', part.table_name);
  end loop;
end;
$$;

drop table scale_parts;
