-- UPDATE on a sequence is setval(), which no rollback takes back.
-- class: grants and roles
-- exploit: stan sets the next number to one that was given: no invoice can be written any more.
-- as: stan
-- try: select setval('public.invoice_number', 900)
-- caught by: matrix, lint
grant update on sequence public.invoice_number to authenticated;
