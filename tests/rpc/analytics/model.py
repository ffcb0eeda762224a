"""The numbers of the dashboard from the raw rows, in Python, by the definitions alone."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from tests.rpc.engagement.events import Connection
from tests.rpc.engagement.lists import Row, owner_rows

RAW = {
    "visitors": "select domain_id, id, email, merged_into_id from visitors",
    "talks": (
        "select domain_id, id, visitor_id, environment, deployment_target, started_at,"
        " email_captured, demo_booked from conversations"
    ),
    "events": (
        "select domain_id, id, visitor_id, conversation_id, kind::text, environment,"
        " deployment_target, occurred_at, properties ->> 'status' as status,"
        " properties ->> 'role' as role,"
        " (properties ->> 'visible_ms')::integer as visible_ms from session_events"
    ),
    "messages": "select domain_id, conversation_id, seq, role, occurred_at from messages",
    "scores": "select * from conversation_scores",
    "log": (
        "select domain_id, actor_kind, actor_id, name, schema_version, occurred_at, is_test"
        " from event_log"
    ),
    "users": "select domain_id, external_id, joined_at from platform_users",
    "kinds": "select domain_id, name, schema_version, is_active from event_catalog",
}
RANK = {"human": 3, "llm": 2, "rule": 1}
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@dataclass
class Raw:
    """Every row that the numbers are made of, of all domains."""

    visitors: list[Row]
    talks: list[Row]
    events: list[Row]
    messages: list[Row]
    scores: list[Row]
    log: list[Row]
    kinds: list[Row]
    users: list[Row]
    colleagues: set[str]
    people: dict[Any, Any] = field(default_factory=dict)
    said: dict[Any, list[Row]] = field(default_factory=lambda: defaultdict(list))
    statuses: dict[Any, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for message in sorted(self.messages, key=lambda m: m["seq"]):
            self.said[message["domain_id"], message["conversation_id"]].append(message)
        for event in sorted(self.events, key=lambda e: (e["occurred_at"], e["id"])):
            if event["kind"] == "conversation_status":
                self.statuses[event["domain_id"], event["conversation_id"]].append(event)
        by_key = {(v["domain_id"], v["id"]): v for v in self.visitors}
        for (domain_id, visitor_id), visitor in by_key.items():
            person_id = visitor["merged_into_id"] or visitor_id
            if by_key[domain_id, person_id]["email"] not in self.colleagues:
                self.people[domain_id, visitor_id] = person_id

    def person(self, row: Row) -> Any:
        """Who it was; None for colleagues and tests."""
        if (row["environment"], row["deployment_target"]) != ("production", "widget"):
            return None
        return self.people.get((row["domain_id"], row["visitor_id"]))


def read_raw(db: Connection) -> Raw:
    colleagues = {
        row[0] for row in db.execute("select email::text from people where status <> 'deleted'")
    }
    return Raw(
        **{name: owner_rows(db, query) for name, query in RAW.items()}, colleagues=colleagues
    )


def resolution(raw: Raw, talk: Row) -> tuple[bool, bool]:
    """Whether the agent took part, and whether it resolved the conversation alone."""
    key = (talk["domain_id"], talk["id"])
    said, told = raw.said[key], raw.statuses[key][-1:]
    roles = [m["role"] for m in said]
    if "assistant" not in roles:
        return False, False
    if "human" in roles or any(e["status"] == "handed_over" for e in told):
        return True, False
    last_at = max(m["occurred_at"] for m in said)
    is_confirmed = any(e["status"] == "closed" and e["occurred_at"] >= last_at for e in told)
    return True, is_confirmed or (roles[-1] == "assistant" and last_at + DAY <= datetime.now(UTC))


def count_by_hand(raw: Raw, domain_id: Any, begin: datetime, end: datetime) -> dict[str, int]:
    """Persons and conversations of one domain in begin <= time < end."""
    shown, outcomes, talks = [], [], []
    for row in raw.events:
        if row["domain_id"] != domain_id or (person := raw.person(row)) is None:
            continue
        if row["kind"] == "widget_shown" and row["visible_ms"] > 10000:
            shown.append((person, row["occurred_at"]))
        if row["kind"] in ("form_submitted", "email_captured", "demo_booked"):
            outcomes.append((person, row["occurred_at"], row["kind"]))
    for row in raw.talks:
        if row["domain_id"] == domain_id and (person := raw.person(row)) is not None:
            talks.append((person, row["started_at"], row))

    def followed(person: Any, at: datetime, kinds: tuple[str, ...]) -> bool:
        return any(
            who == person and at <= when < at + WEEK and kind in kinds
            for who, when, kind in outcomes
        )

    shown = [fact for fact in shown if begin <= fact[1] < end]
    talks = [fact for fact in talks if begin <= fact[1] < end]
    any_kind = ("form_submitted", "email_captured", "demo_booked")
    demo = {p for p, _, row in talks if row["demo_booked"]}
    conversed = {p for p, _, _ in talks}
    silent = {p for p, _ in shown} - conversed
    resolutions = [resolution(raw, row) for _, _, row in talks]
    return {
        "displayed": len({p for p, _ in shown}),
        "engaged": len(conversed),
        "conversations": len(talks),
        "converted": len(
            {
                p
                for p, at, row in talks
                if row["demo_booked"] or row["email_captured"] or followed(p, at, any_kind)
            }
        ),
        "demos": len(demo),
        "emails_only": len({p for p, _, row in talks if row["email_captured"]} - demo),
        "booked_with_agent": len(
            {p for p, at, row in talks if row["demo_booked"] or followed(p, at, ("demo_booked",))}
        ),
        "seen_without_agent": len(silent),
        "booked_without_agent": len(
            {p for p, at in shown if p in silent and followed(p, at, ("demo_booked",))}
        ),
        "involved": sum(is_involved for is_involved, _ in resolutions),
        "resolved": sum(is_resolved for _, is_resolved in resolutions),
    }


def scores_by_hand(
    raw: Raw, domain_id: Any, begin: datetime, end: datetime
) -> list[tuple[Any, int, Fraction]]:
    """Conversation, rubric and current score of each that was scored."""
    found = []
    for talk in raw.talks:
        if talk["domain_id"] != domain_id or raw.person(talk) is None:
            continue
        if not begin <= talk["started_at"] < end:
            continue
        judged = [
            s
            for s in raw.scores
            if (s["domain_id"], s["conversation_id"]) == (domain_id, talk["id"])
        ]
        if judged:
            best = max(
                judged,
                key=lambda s: (RANK[s["scorer"]], s["rubric_version"], s["scored_at"], s["id"]),
            )
            found.append((talk["id"], best["rubric_version"], Fraction(best["score"])))
    return found


def add(several: list[dict[str, int]]) -> dict[str, int]:
    return {key: sum(one[key] for one in several) for key in several[0]}
