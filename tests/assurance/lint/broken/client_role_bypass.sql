-- as: superuser
-- expects: role authenticated
-- expects: role anon
create role broken_reporting nologin bypassrls;
create role broken_readers nologin;
grant broken_reporting to broken_readers;
-- two steps away, and only by SET ROLE
grant broken_readers to authenticated with inherit false;
alter role anon bypassrls;
