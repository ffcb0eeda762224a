-- expects: public.task_board
alter view public.task_board set (security_invoker = off);
