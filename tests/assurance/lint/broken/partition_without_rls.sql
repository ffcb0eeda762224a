-- expects: private.activity_new
alter table private.activity_new disable row level security;
grant select on private.activity_new to authenticated;
