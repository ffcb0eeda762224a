-- A config is names and texts for the most part: a copy starts from the defaults, and keeps what is on.
update public.config_globals set config = '{}', reason = null;
update public.config_values set config = '{}', reason = null;
