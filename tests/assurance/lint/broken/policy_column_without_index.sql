-- expects: policy select_owner on public.audit_log
drop index public.audit_log_team_id_idx;
