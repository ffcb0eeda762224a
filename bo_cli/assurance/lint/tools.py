"""What the other tools find, and how their rules stand to ours."""

from dataclasses import dataclass

from bo_cli.assurance.lint.checks import Check, read_checks
from bo_cli.assurance.lint.model import Finding, Severity, Subject


@dataclass(frozen=True)
class Report:
    """One line of a tool's report. rule: its own name for it, as `tool/rule`."""

    rule: str
    severity: Severity
    subject: Subject
    message: str

    @property
    def tool(self) -> str:
        return self.rule.partition("/")[0]


# Rules of the tools that are left out, and why.
LEFT_OUT = {
    "advisors/no_primary_key": "says nothing of who sees what; bo db lint reports it",
    "advisors/unindexed_foreign_keys": "says nothing of who sees what; bo db lint reports it",
    "advisors/unused_index": "says nothing of who sees what; bo db lint reports it",
    "advisors/duplicate_index": "says nothing of who sees what; bo db lint reports it",
    "advisors/table_bloat": "says nothing of who sees what; bo db lint reports it",
    "advisors/extension_versions_outdated": "the platform's, not the project's",
    "advisors/rls_enabled_no_policy": "the table is closed, which is what row security is for",
    "pgrls/HYG002": "a matter of taste",
    "pgrls/HYG004": "needs a record of a test run; bo policy mutate asks the same",
    "pgrls/PERF005": "needs statistics of production",
    "pgrls/SEC002": "on Supabase the owner holds BYPASSRLS, which FORCE does not bind",
    "pgrls/SEC007": "a floor of restrictive policies is a style, not the lack of a rule",
    "pgrls/SEC009": "the table is closed, which is what row security is for",
    "pgrls/SEC019": "what it warns of keeps rows hidden",
    "pgrls/SEC021": "a guess from names",
    "pgrls/SEC022": "a table that is only read needs no policy for writing",
    "pgrls/SEC023": "such a policy is of no effect, and of no harm",
    "pgrls/SEC024": "a matter of taste",
    "pgrls/SEC025": "a look-up table that clients cannot reach needs no policy; where they can,"
    " row_security_off says so",
    "pgrls/SEC027": "a guess from names",
    "pgrls/SEC030": "rows without a tenant belong to nobody's tenants",
    "pgrls/SEC055": "about its own generator",
    "pgrls/VIEW002": "a view with security_invoker leaves the barrier to the policies",
}


def merge(own: list[Finding], reports: list[Report]) -> list[Finding]:
    """Return one list without duplicates: a finding names every tool that sees its fault.

    Our message is kept where we have one, else that of the tool whose report came first.
    """
    checks = {check.rule: check for check in read_checks()}
    found = list(own)
    for report in reports:
        if report.rule in LEFT_OUT:
            continue
        rules = _rules_of(report)
        matching = [each for each in found if each.rule in rules and _same(each, report)]
        for each in matching:
            found[found.index(each)] = _agreed(each, report.tool)
        named = next((rule for rule, decides in rules.items() if decides), None)
        if not matching and named:
            found.append(_finding(report, named, checks.get(named)))
    return found


def _rules_of(report: Report) -> dict[str, bool]:
    """Return the rules that a report falls under -> whether it can stand alone for it."""
    checks = read_checks()
    rules = {check.rule: True for check in checks if report.rule in check.same}
    rules |= {check.rule: False for check in checks if report.rule in check.agrees}
    return rules or {report.rule.partition("/")[2]: True}


def _same(finding: Finding, report: Report) -> bool:
    return finding.subject.covers(report.subject)


def _agreed(finding: Finding, tool: str) -> Finding:
    if tool in finding.tools:
        return finding
    return Finding(**{**vars(finding), "tools": (*finding.tools, tool)})


def _finding(report: Report, rule: str, check: Check | None) -> Finding:
    severity = check.severity if check else report.severity
    return Finding(rule, severity, report.subject, report.message, (report.tool,))
