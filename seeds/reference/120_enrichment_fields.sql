-- What clients may see of an enrichment. What is not listed is for staff.
insert into private.enrichment_fields (name, access)
values
('city', 'client'),
('country', 'client'),
('employees', 'client'),
('full_name', 'client'),
('industry', 'client'),
('job_title', 'client'),
('seniority', 'client'),
('website', 'client'),
('estimated_revenue', 'staff'),
('lead_score', 'staff'),
('phone', 'staff'),
('provider_confidence', 'staff')
on conflict (name) do update set access = excluded.access;
