-- A storage bucket is public.
-- severity: warning
-- why: Whoever has or guesses the name of a file reads it, without signing in and without any policy.
-- mend: update storage.buckets set public = false; hand out signed addresses. A bucket of pictures for everybody takes an exception.
select
  'bucket' as kind,
  null as schema,
  buckets.id as name,
  null as part,
  'its files need no policy' as detail
from buckets
where buckets.is_public
