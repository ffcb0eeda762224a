"""docs/lint-rules.md, made of the headers of the checks."""

from bo_cli.assurance.lint.checks import Check, read_checks
from bo_cli.assurance.lint.pgrls import VERSION
from bo_cli.assurance.lint.tools import LEFT_OUT

PATH = "docs/lint-rules.md"
HEAD = f"""# Lint rules

Made from the checks by `bo gen lint-rules`; do not edit.

`bo policy lint` looks at the catalogue of a database, changes nothing, and knows no table by name.
Three sources make one list: our checks (`bo_cli/assurance/lint/checks/`, a file a rule), the
Supabase advisors (`supabase db advisors`), and pgrls {VERSION}. A fault that several of them see is
told once, with the names of those that see it. Rules in capitals are pgrls' own.

pgrls is MIT, but needs pglast, which is GPL-3.0. So it is no dependency: `bo policy lint
--install-pgrls` puts it into an environment of its own in the cache, and from then on it is run as
a program. Without it, or where a tool cannot read the database, the lint says so and goes on.

`bo policy lint --explain RULE` prints one of the entries below.

## What it is told

The exposed schemas and the tenant column come from the intent file (`--intent`). Without one, the
schemas are those that PostgREST is set to serve, else `public`, and the tenant column is guessed:
among columns with names such as tenant_id, org_id, team_id, the one that most tables and policies
have. The guess is printed.

File and line are those of the statement that made the object, searched in `sql/`, `policies/` and
`rpc/`, else `supabase/migrations/`, else in the folders given by `--files`.

## Exceptions

An exception stands next to the object and gives its reason. In a source file it is a comment in, or
above, the statement that makes the object:

```sql
-- lint: allow policy_ignores_caller: opening hours are on the web site anyway
create policy select_everyone on public.opening_hours for select to authenticated
using (closed_at is null);
```

In a database without source it is a line of the object's comment, without the dashes:

```sql
comment on policy select_everyone on public.opening_hours is
'Everybody may know when we are open.
lint: allow policy_ignores_caller: opening hours are on the web site anyway';
```

Buckets and default privileges take theirs from a comment above the statement that inserts the
bucket or alters the privileges. An exception without a reason excuses nothing; one that matches no
finding is itself a finding.

## Rules
"""


def rules_document() -> str:
    """Return the document as it should be."""
    entries = "\n".join(_entry(check) for check in read_checks())
    return f"{HEAD}\n{entries}\n{_left_out()}"


def _entry(check: Check) -> str:
    lines = [f"### {check.rule}", "", f"{check.title} *({check.severity})*", ""]
    lines += [f"- Why: {check.why}", f"- To mend: {check.mend}"]
    if check.same:
        lines.append(f"- The same as {_names(check.same)}.")
    if check.agrees:
        lines.append(f"- Seen by {_names(check.agrees)} as well, which see more than that.")
    return "\n".join([*lines, ""])


def _left_out() -> str:
    lines = ["## Rules of the tools that are left out", ""]
    lines += ["| rule | because |", "|---|---|"]
    lines += [f"| `{rule}` | {reason} |" for rule, reason in sorted(LEFT_OUT.items())]
    return "\n".join([*lines, ""])


def _names(rules: tuple[str, ...]) -> str:
    return ", ".join(f"`{rule}`" for rule in rules)
