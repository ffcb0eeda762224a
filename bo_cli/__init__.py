"""bo: the data layer and tooling of a multi-tenant back office on Supabase."""
