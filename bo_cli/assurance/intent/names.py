"""The names of an intent file: tenants, identities, groups."""

import json

from bo_cli.assurance.intent.document import Document, IdentityShape
from bo_cli.assurance.intent.problems import Problems, close_to
from bo_cli.assurance.model import Identity

# With two tenants, "everything but my own" and "the other one" cannot be told apart.
TENANTS_NEEDED = 3
# Whoever has signed in at Supabase Auth works with this role.
SIGNED_IN_ROLE = "authenticated"
EVERYONE = "everyone"
ALL = "all"


class NameReader:
    """Reads tenants, identities and groups; what does not fit goes to `problems`."""

    def __init__(self, document: Document, problems: Problems) -> None:
        self._document, self._problems = document, problems
        self._groups = {EVERYONE: list(document.identities)}
        for name, members in document.groups.items():
            self._add_group(name, members)

    def tenants(self) -> dict[str, str]:
        """Return the tenants, name -> key or query."""
        tenants = self._document.tenants
        if len(tenants) < TENANTS_NEEDED:
            self._problems.add(
                ("tenants",),
                f"has {len(tenants)}, at least {TENANTS_NEEDED} are needed: "
                "one's own, another one, and one that nobody is in",
            )
        if ALL in tenants:
            self._problems.add(("tenants", ALL), "is the word for every tenant, not a name for one")
        return tenants

    def identities(self) -> dict[str, Identity]:
        """Return the identities by name."""
        whole: dict[str, IdentityShape] = {}
        for name, shape in self._document.identities.items():
            whole[name] = self._completed(name, shape, whole)
        return {name: self._identity(name, shape) for name, shape in whole.items()}

    def members(self, name: str, key: tuple[str, ...]) -> list[str]:
        """Return the identities that a name stands for; none, and a problem, for no such name.

        key: where the name was used.
        """
        if name in self._document.identities:
            return [name]
        if name not in self._groups:
            known = [*self._document.identities, *self._groups]
            hint = close_to(name, known) or f"; there are {', '.join(known)}"
            self._problems.add(key, f"unknown identity or group {name!r}{hint}")
        return self._groups.get(name, [])

    def _add_group(self, name: str, members: list[str]) -> None:
        """Note a group; it may hold those groups that stand above it."""
        key = ("groups", name)
        if name in self._document.identities or name == EVERYONE:
            self._problems.add(key, f"{name} is an identity, or everyone, already")
            return
        found = [self.members(member, key) for member in members]
        self._groups[name] = [identity for group in found for identity in group]

    def _completed(
        self, name: str, shape: IdentityShape, above: dict[str, IdentityShape]
    ) -> IdentityShape:
        """Return the identity with what it takes over from the one that it is like."""
        if shape.like is None:
            return shape
        if shape.like not in above:
            hint = close_to(shape.like, list(above)) or "; it has to stand above"
            self._problems.add(
                ("identities", name, "like"), f"unknown identity {shape.like!r}{hint}"
            )
            return shape
        other = above[shape.like]
        said = {key: getattr(shape, key) for key in shape.model_fields_set}
        return other.model_copy(update=said | {"claims": other.claims | shape.claims})

    def _identity(self, name: str, shape: IdentityShape) -> Identity:
        key = ("identities", name)
        if shape.role is None and shape.person is None and shape.like is None:
            self._problems.add(key, "says neither role nor person")
        tenants = list(self._document.tenants) if shape.tenants == [ALL] else shape.tenants
        for tenant in tenants:
            if tenant not in self._document.tenants:
                known = list(self._document.tenants)
                hint = close_to(tenant, known) or f"; there are {', '.join(known) or 'none'}"
                self._problems.add((*key, "tenants"), f"unknown tenant {tenant!r}{hint}")
        try:
            json.dumps(shape.claims)
        except TypeError:
            self._problems.add((*key, "claims"), "holds a value that JSON has not, such as a date")
        return Identity(
            name,
            role=shape.role or SIGNED_IN_ROLE,
            person=shape.person,
            claims=shape.claims,
            tenants=tuple(tenants),
            own=tuple(shape.own),
        )
