-- Whoever may read a row may delete it, though fewer may change it.
-- severity: warning
-- why: The policy for delete is that for select, word for word, and the one for update asks for more: a role or an owner was forgotten.
-- mend: give the policy for delete what the one for update asks for, or more.
select
  'policy' as kind,
  deleting.schema,
  deleting.table_name as name,
  deleting.name as part,
  format('as wide as %s, wider than %s', reading.name, updating.name) as detail
from policies as deleting
inner join policies as reading
  on reading.relation = deleting.relation and reading.command = 'select'
  and reading.role_ids = deleting.role_ids and reading.using_text = deleting.using_text
inner join policies as updating
  on updating.relation = deleting.relation and updating.command = 'update'
  and updating.role_ids = deleting.role_ids and updating.using_text <> deleting.using_text
where
  deleting.command = 'delete'
  and deleting.is_for_clients
  and deleting.is_permissive
  -- always_true_policy says so already
  and deleting.using_text not in ('true', 'false')
