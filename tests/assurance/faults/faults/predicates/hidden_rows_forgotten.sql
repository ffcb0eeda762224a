-- Rewritten to be quicker, the policy no longer looks at `hidden_at`.
-- class: predicate wrong
-- exploit: mia reads the insult that the owner took down.
-- as: mia
-- try: select from public.comments where hidden_at is not null
-- caught by: matrix, lint
alter policy select_member on public.comments using (task_id in (select tasks.id from public.tasks));
