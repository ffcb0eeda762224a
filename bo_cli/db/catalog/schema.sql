select quote_ident(s.nspname) as object, 'owner ' || pg_get_userbyid(s.nspowner) as definition
from schemas as s
