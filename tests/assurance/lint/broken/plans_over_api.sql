-- as: superuser
-- expects: role authenticator
alter role authenticator set pgrst.db_plan_enabled = true;
