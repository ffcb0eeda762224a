-- Locally a password is strong enough, so that a newcomer can try everything; the database honours
-- this only where its environment is local.
update public.security_settings
set is_strong_auth_relaxed_locally = true
where not is_strong_auth_relaxed_locally;
