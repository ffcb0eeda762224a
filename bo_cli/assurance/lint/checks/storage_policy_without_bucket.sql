-- A policy on storage.objects is for every bucket.
-- severity: warning
-- why: Files of a bucket that is made for something else, or by somebody else, fall under it as well.
-- mend: add bucket_id = '…' to its conditions.
-- same: pgrls/SEC050
select
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  'for ' || policies.command as detail
from policies
where
  policies.schema = 'storage'
  and policies.table_name = 'objects'
  and policies.is_for_clients
  and policies.is_permissive
  and (
    policies.using_text !~ 'bucket_id' or policies.check_text !~ 'bucket_id'
  )
