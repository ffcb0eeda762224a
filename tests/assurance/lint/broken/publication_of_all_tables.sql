-- as: superuser
-- expects: publication broken_everything
alter table private.outbox set schema private;
create publication broken_everything for all tables;
