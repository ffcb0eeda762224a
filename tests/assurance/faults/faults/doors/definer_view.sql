-- A view that was made again without `security_invoker`: it reads as its owner, past all policies.
-- class: doors
-- exploit: stan reads the boards of all teams.
-- as: stan
-- try: select from public.task_board where project_name = 'Blue plan'
-- fuzz: public.task_board
-- caught by: matrix, lint, fuzz
alter view public.task_board set (security_invoker = off);
