-- expects: authenticated: is a member of service_role
grant service_role to authenticated;
