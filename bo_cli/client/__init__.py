"""A thin typed client over supabase-py: sign in, call functions, read tables."""
