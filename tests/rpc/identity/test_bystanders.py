"""Every write changes exactly what it is about: a condition that is missing takes others along."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import psycopg
import pytest

Connection = psycopg.Connection[Any]

ADMIN, USER, NEW = "admin@admin.com", "user@user.com", "new@x.example"
CLIENT, OTHER_CLIENT = (f"20000000-0000-4000-8000-00000000000{n}" for n in (1, 2))
DOMAIN = "10000000-0000-4000-8000-000000000001"
# Everybody gets everything that a call could be about: whose it was not must keep it.
PREPARE = """
update security_settings set is_strong_auth_relaxed_locally = false;
insert into people (email, role_key)
values ('new@x.example', 'support'), ('other@x.example', 'support');
insert into auth.users (id, aud, role, email, raw_app_meta_data, raw_user_meta_data)
select gen_random_uuid(), 'authenticated', 'authenticated', email, '{}', '{}'
from people where auth_user_id is null;
update auth.users set email_confirmed_at = now();
insert into auth.sessions (id, user_id) select gen_random_uuid(), id from auth.users;
insert into invitations (person_id, invited_by, expires_at, accepted_at, cancelled_at)
select people.id, tests.person('admin@admin.com'), now() + interval '1 day', accepted, cancelled
from people
cross join (values (null::timestamptz, null::timestamptz), (now(), null), (null, now()))
as state (accepted, cancelled);
insert into person_permissions (person_id, resource, action, effect, is_all_domains, reason)
select id, resource, 'view', 'allow', true, 'x'
from people cross join unnest(array['support', 'fees']) as resource;
insert into roles (key, title, rank, landing_route)
values ('night', 'Night', 1, '/'), ('day', 'Day', 1, '/');
insert into role_permissions values ('night', 'cases', 'edit'), ('day', 'cases', 'edit');
create temporary table known as select id, email::text as email from people;
"""
# What there is, by a name that a person can read; who is deleted keeps the name.
ROWS = """
with named as (
  select people.*, coalesce(known.email, people.email) as called
  from people left join known on known.id = people.id
)
select 'person ' || called as name, to_jsonb(p) as content from named as p
union all
select concat_ws(' ', 'membership', called, coalesce(site_domain, 'everywhere')), to_jsonb(m)
from memberships as m
join named as p on p.id = person_id left join domains as d on d.id = domain_id
union all
select concat_ws(' ', 'permission', called, resource), to_jsonb(g)
from person_permissions as g join named as p on p.id = person_id
union all
select concat_ws(' ', 'invitation', called), jsonb_agg(to_jsonb(i) order by i.id)
from invitations as i join named as p on p.id = person_id group by 1
union all
select 'session ' || email, to_jsonb(s)
from auth.sessions as s join auth.users on user_id = users.id
union all
select 'client ' || name, to_jsonb(c) from clients as c
union all
select 'domain ' || site_domain, to_jsonb(d) from domains as d
union all
select 'role ' || key, to_jsonb(r) from roles as r
union all
select format('role %s %s.%s', role_key, resource, action), '1' from role_permissions
union all
select 'outbox ' || topic, jsonb_agg(payload) from private.outbox group by 1
"""


def person(email: str) -> str:
    return f"person_id => tests.person('{email}')"


def version(table: str, key: str, value: str) -> str:
    return f"expected_version => (select version from {table} where {key} = '{value}')"


def open_invitation(email: str) -> str:
    return (
        f"(select id from invitations where person_id = tests.person('{email}')"
        " and accepted_at is null and cancelled_at is null)"
    )


WHY = "reason => 'test'"
USER_VERSION = version("people", "email", USER)
CLIENT_VERSION, DOMAIN_VERSION = version("clients", "id", CLIENT), version("domains", "id", DOMAIN)
SESSION = "30000000-0000-4000-8000-000000000001"
GIVEN = (
    "(select id from person_permissions"
    f" where person_id = tests.person('{USER}') and resource = 'fees')"
)
ELSEWHERE = "array['10000000-0000-4000-8000-000000000002']::uuid[]"
ALL_ARCHIVED = "update clients set archived_at = now(); update domains set archived_at = now();"
OWN_SESSION = (
    f"insert into auth.sessions (id, user_id) select '{SESSION}', id"
    f" from auth.users where email = '{USER}';"
)
PERSON, MEMBER, PASS = f"person {USER}", f"membership {USER} abtasty.com", f"session {USER}"
SITES = ["domain abtasty.com", "domain sub.abtasty.com"]

# RPC: its arguments, and all that then differs. Who calls is admin, if CALLERS names nobody else.
CALLS: dict[str, tuple[str, list[str]]] = {
    "archive_client": (f"'{CLIENT}', {CLIENT_VERSION}, {WHY}", ["client AB Tasty", *SITES]),
    "archive_domain": (f"'{DOMAIN}', {DOMAIN_VERSION}, {WHY}", ["domain abtasty.com"]),
    "assign_domains": (
        f"{person(USER)}, domain_ids => {ELSEWHERE}, {USER_VERSION}, {WHY}",
        [MEMBER, f"membership {USER} notabtasty.com", PERSON],
    ),
    "cancel_invitation": (
        open_invitation(NEW),
        [f"invitation {NEW}", "outbox auth.delete_user", f"permission {NEW} fees",
         f"permission {NEW} support", f"person {NEW}"],
    ),
    "clone_role": ("'night', 'dusk', 'Dusk'", ["role dusk", "role dusk cases.edit"]),
    "delete_person": (
        f"{person(USER)}, {WHY}",
        [f"invitation {USER}", MEMBER, "outbox auth.delete_user", f"permission {USER} fees",
         f"permission {USER} support", PERSON, PASS],
    ),
    "grant_person_permission": (
        f"{person(USER)}, permission => 'cases.view', effect => 'deny', {WHY}",
        [f"permission {USER} cases"],
    ),
    "invite_collaborator": (
        f"'b@x.example', 'support', array['{DOMAIN}'::uuid]",
        ["invitation b@x.example", "membership b@x.example abtasty.com", "outbox auth.invite",
         "person b@x.example"],
    ),
    "link_current_user": ("", [f"invitation {NEW}", f"person {NEW}"]),
    "move_domain": (
        f"'{DOMAIN}', '{OTHER_CLIENT}', {DOMAIN_VERSION}, {WHY}", ["domain abtasty.com"]
    ),
    "request_credential_reset": (
        f"{person(USER)}, kind => 'password', {WHY}", ["outbox auth.recovery", PERSON, PASS]
    ),
    "resend_invitation": (open_invitation(NEW), [f"invitation {NEW}", "outbox auth.invite"]),
    "restore_client": (f"'{CLIENT}', {CLIENT_VERSION}, {WHY}", ["client AB Tasty", *SITES]),
    "restore_domain": (f"'{DOMAIN}', {DOMAIN_VERSION}, {WHY}", ["domain abtasty.com"]),
    "revoke_all_sessions": (f"{person(USER)}, {WHY}", [PERSON, PASS]),
    "revoke_person_permission": (f"{GIVEN}, {WHY}", [f"permission {USER} fees"]),
    "revoke_session": (f"'{SESSION}'", [PASS]),
    "set_person_org": (
        f"{person(USER)}, org_id => '{OTHER_CLIENT}', {USER_VERSION}, {WHY}", [PERSON]
    ),
    "set_person_role": (
        f"{person(USER)}, role_key => 'night', {USER_VERSION}, {WHY}",
        [MEMBER, "outbox mail.role_changed", PERSON],
    ),
    "set_person_status": (
        f"{person(USER)}, status => 'disabled', {WHY}", ["outbox auth.ban", PERSON, PASS]
    ),
    "set_role_permissions": (
        "'night', '{fees.view}', 'test', 1",
        ["role night", "role night cases.edit", "role night fees.view"],
    ),
    "update_client": (f"'{CLIENT}', {CLIENT_VERSION}, plan => 'trial'", ["client AB Tasty"]),
    "update_domain": (
        f"'{DOMAIN}', {DOMAIN_VERSION}, environment => 'test'", ["domain abtasty.com"]
    ),
    "update_my_profile": ("display_name => 'U.'", [PERSON]),
    "update_person_profile": (f"{person(USER)}, {USER_VERSION}, display_name => 'U.'", [PERSON]),
}  # fmt: skip
CALLERS = {"link_current_user": NEW, "revoke_session": USER, "update_my_profile": USER}
BEFORE = {
    "restore_client": ALL_ARCHIVED,
    "restore_domain": "update domains set archived_at = now();",
    "revoke_session": OWN_SESSION,
}


def rows(db: Connection) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for name, content in db.execute(ROWS):
        found.setdefault(name, []).append(content)
    return {name: sorted(contents, key=repr) for name, contents in found.items()}


@pytest.mark.row("T25")
@pytest.mark.parametrize("name", CALLS)
def test_nothing_else_changes(
    db: Connection, as_person: Callable[..., AbstractContextManager[None]], name: str
) -> None:
    arguments, expected = CALLS[name]
    db.execute(PREPARE + BEFORE.get(name, ""))
    old = rows(db)
    with as_person(db, CALLERS.get(name, ADMIN), "aal2"):
        db.execute(f"select public.{name}({arguments})")
    new = rows(db)
    assert sorted(key for key in old | new if old.get(key) != new.get(key)) == sorted(expected)
