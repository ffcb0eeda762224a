-- Only tables with policies; deletes carry their key and nothing else.
alter publication supabase_realtime add table public.tasks, public.comments;
