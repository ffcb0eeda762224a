-- as: superuser
-- expects: schema private
alter role authenticator set pgrst.db_schemas = 'public, private';
