"""`bo policy`: what a database's policies, grants and functions really let each person do.

Works on any Postgres with Supabase's roles and knows none of our tables: an intent file says who
should do what, `world` fills a database with canary rows inside one transaction, and `matrix`,
`mutate`, `fuzz`, `explain`, `lint` and `diff` look at it from there.
"""
