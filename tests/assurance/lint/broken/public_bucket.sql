-- as: superuser
-- expects: bucket team-files
update storage.buckets set public = true where id = 'team-files';
