"""What settings should come to, computed apart from the database."""

from collections.abc import Iterator
from typing import Any

Json = Any


def laid(below: Json, above: Json, strategy: str) -> Json:
    """`above` over `below`; None stands for nothing."""
    if above is None:
        return below
    if not isinstance(above, dict):
        return above
    floor = below if isinstance(below, dict) else {}
    names = set(above) | (set(floor) if strategy == "deep" else set())
    found = {name: laid(floor.get(name), above.get(name), strategy) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def resolved(default: Json, everywhere: Json, here: Json, strategy: str) -> Json:
    """Whoever has set nothing (`{}`) replaces nothing."""
    found = laid({}, default, strategy)
    for layer in (everywhere, here):
        found = laid(found, layer or None, strategy)
    return found


def patched(target: Json, patch: Json) -> Json:
    """RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    found = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        found.pop(name, None)
        if value is not None:
            before = target.get(name) if isinstance(target, dict) else None
            found[name] = patched(before, value)
    return found


def leaves(
    schema: Json, value: Json, access: str, path: str = ""
) -> Iterator[tuple[str, str, Json]]:
    """(path, who it is for, value) of every scalar and of every empty list."""
    own = schema.get("x-access", access) if isinstance(schema, dict) else access
    if isinstance(value, dict):
        members = schema.get("properties", {})
        for name, part in value.items():
            below = members.get(name, schema.get("additionalProperties", {}))
            yield from leaves(below, part, own, f"{path}/{name}")
    elif isinstance(value, list) and value:
        for place, part in enumerate(value):
            yield from leaves(schema.get("items", {}), part, own, f"{path}/{place}")
    else:
        yield path, own, value


def staff_leaves(schema: Json, value: Json) -> dict[str, Json]:
    found = leaves(schema, value, "staff")
    return {path: part for path, access, part in found if access == "staff"}
