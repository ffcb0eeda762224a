-- The server has known faults in row security.
-- severity: error
-- why: CVE-2025-8713: planner statistics tell of hidden rows. CVE-2024-10976: a plan made for one role is used for another. CVE-2023-2455: policies of the wrong user after inlining.
-- mend: update to the newest minor version of the server.
with fixed (cve, major, minor) as (
  values
  ('CVE-2025-8713', 17, 6), ('CVE-2025-8713', 16, 10), ('CVE-2025-8713', 15, 14), ('CVE-2025-8713', 14, 19),
  ('CVE-2025-8713', 13, 22),
  ('CVE-2024-10976', 17, 1), ('CVE-2024-10976', 16, 5), ('CVE-2024-10976', 15, 9), ('CVE-2024-10976', 14, 14),
  ('CVE-2024-10976', 13, 17), ('CVE-2024-10976', 12, 21),
  ('CVE-2023-2455', 15, 3), ('CVE-2023-2455', 14, 8), ('CVE-2023-2455', 13, 11), ('CVE-2023-2455', 12, 15),
  ('CVE-2023-2455', 11, 20)
),

server as (
  select current_setting('bo_lint.server_version')::integer as version
)

select
  'server' as kind,
  null as schema,
  format('%s.%s', server.version / 10000, server.version % 10000) as name,
  null as part,
  format('%s, fixed in %s.%s', fixed.cve, fixed.major, fixed.minor) as detail
from server
inner join fixed on fixed.major = server.version / 10000 and fixed.minor > server.version % 10000
