select e.extname as object, e.extversion || ' in schema ' || e.extnamespace::regnamespace as definition
from pg_extension as e
