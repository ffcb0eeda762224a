-- Deletes now carry the whole old row, and Realtime sends deletes to everybody: no policy can be asked
-- about a row that is gone.
-- class: side doors
-- exploit: stan listens to deletes of the comments and reads what was deleted.
-- as: owner
-- try: select from pg_catalog.pg_class where oid = 'public.comments'::regclass and relreplident = 'f'
-- caught by: lint
alter table public.comments replica identity full;
