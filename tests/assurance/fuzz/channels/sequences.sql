-- A readable sequence tells how many tags all teams have.
grant select on sequence public.tags_id_seq to authenticated;
