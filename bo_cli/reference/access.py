"""Who may do what with a relation, in words, from its policies and grants."""

import re

from bo_cli.assurance.world.objects import Policy, Relation

COMMANDS = ("select", "insert", "update", "delete")
SIGNED_IN = ("authenticated", "public")
# Conditions as Postgres prints them, and what they say.
PHRASES = (
    (r"domain_id = ANY \(\( SELECT private\.domains_with\('([a-z_.]+)'::text\)[^)]*\)::uuid\[\]\)",
     r"`\1` in the row's domain"),
    (r"domain_id = ANY \(\( SELECT private\.member_domains\(\)[^)]*\)::uuid\[\]\)",
     "work in the row's domain"),
    (r"\bid = ANY \(\( SELECT private\.cases_with\('([a-z_.]+)'::text\)[^)]*\)::uuid\[\]\)",
     r"`\1` for this case alone"),
    (r"case_id = ANY \(\( SELECT private\.cases_with\('([a-z_.]+)'::text\)[^)]*\)::uuid\[\]\)",
     r"`\1` for its case"),
    (r"\b(?:dashboard_)?id = ANY \(\( SELECT private\.dashboards_seen\(\)[^)]*\)::uuid\[\]\)",
     "of dashboards that are the own or shared with one"),
    (r"\bid = ANY \(\( SELECT private\.reports_seen\(\)[^)]*\)::uuid\[\]\)",
     "of reports that are the own or shared with one"),
    (r"EXISTS \( SELECT\s+FROM public\.saved_reports r\s[\s\S]*current_person_id\(\)[^)]*\)\)*",
     "of own reports"),
    (r"valid @> now\(\)", "as long as they are valid"),
    (r"\( SELECT private\.holds\('([a-z_.]+)'::text\)[^)]*\)", r"`\1`"),
    (r"\( SELECT private\.current_person_id\(\)[^)]*\) IS NOT NULL", "an active person"),
    (r"([a-z_]+) = \( SELECT private\.current_person_id\(\)[^)]*\)", r"own rows, by `\1`"),
    (r"environment = \( SELECT private\.environment\(\)[^)]*\)", "of this environment"),
    (r"\( SELECT private\.strong_auth\(\)[^)]*\)", "a strong login"),
    (r"\( SELECT private\.recent_strong_auth\(\)[^)]*\)", "a recent strong login"),
    (r"permission = '([a-z_.]+)'::text", r"what asks for `\1`"),
    (r"domain_id IS NULL|domain_id = '[0-]{36}'::uuid", "of no domain"),
)  # fmt: skip


def in_words(condition: str) -> str:
    """Return what a policy's condition asks for; SQL stays where there are no words for it.

    >>> in_words("( SELECT private.holds('clients.view'::text) AS holds)")
    '`clients.view`'
    """
    text = condition
    for pattern, phrase in PHRASES:
        text = re.sub(pattern, phrase, text)
    text = text.replace(" AND ", " and ").replace(" OR ", ", or ")
    if re.search(r"::|SELECT|=|private\.", text):
        return f"`{' '.join(condition.split())}`"
    return text.translate({ord("("): None, ord(")"): None})


def who(relation: Relation, command: str) -> str:
    """Return who may do this to rows: `…` or nobody."""
    if not _granted(relation, command):
        return "nobody"
    if not relation.is_table:
        return "whoever may read the tables under it"
    found = [_asked(policy) for policy in relation.policies if policy.command in (command, "all")]
    return "; or ".join(found) or "nobody"


def writable_columns(relation: Relation, command: str) -> list[str]:
    """Return the columns that a signed-in person may write, in their order."""
    return [column for column in relation.columns if _granted(relation, command, column)]


def readable_columns(relation: Relation) -> list[str]:
    """Return the columns that a signed-in person may read, in their order."""
    return [column for column in relation.columns if _granted(relation, "select", column)]


def _asked(policy: Policy) -> str:
    return in_words(policy.check or policy.using or "true")


def _granted(relation: Relation, command: str, column: str | None = None) -> bool:
    return any(
        grant.role in SIGNED_IN
        and grant.privilege.lower() == command
        and (column is None or grant.column in (None, column))
        for grant in relation.grants
    )
