-- The bucket was made public so that a picture could be shown: files are served without a token.
-- class: side doors
-- exploit: anybody fetches /storage/v1/object/public/team-files/1002/plan.pdf.
-- as: owner
-- try: select from storage.buckets where id = 'team-files' and public
-- caught by: lint
update storage.buckets set public = true where id = 'team-files';
