"""The only layer that talks to Postgres (psycopg)."""
