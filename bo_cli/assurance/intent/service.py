"""The part of a draft that is open: what the secret key, which passes row security, was granted."""

from collections.abc import Sequence

from bo_cli.assurance.model import COMMANDS
from bo_cli.assurance.world.catalogue import Catalogue
from bo_cli.assurance.world.objects import Function, Relation

SERVICE_ROLE = "service_role"
_OF_TABLES = (*COMMANDS, "truncate")
_OF_SEQUENCES = ("select", "update", "usage")


def service_entries(catalogue: Catalogue, schema: str) -> str:
    """Return entries for whatever the secret key has on every object of a kind in the schema."""
    here = [each for each in catalogue.relations.values() if each.schema == schema]
    tables = [each for each in here if each.kind != "S"]
    sequences = [each for each in here if each.kind == "S"]
    functions = [
        each
        for each in catalogue.functions.values()
        if each.schema == schema and not is_of_trigger(each)
    ]
    commands = [command for command in _OF_TABLES if _all_granted(tables, command)]
    text = ""
    if commands:
        text += f'\n[relations."{schema}.*"]\n{_line(commands, "all")}'
    text += _of_sequences(schema, tables, sequences, commands)
    if _all_granted(functions, "execute"):
        text += f'\n[functions."{schema}.*"]\nexecute = {{ service = "all" }}\n'
    return text


def is_of_trigger(function: Function) -> bool:
    """Tell whether only triggers call it."""
    return function.returns.endswith("trigger")


def _of_sequences(
    schema: str, tables: list[Relation], sequences: list[Relation], above: list[str]
) -> str:
    """Return the entry for sequences, which the one for all relations of the schema matches too.

    above: the commands of that one.
    """
    opened = [command for command in _OF_SEQUENCES if _all_granted(sequences, command)]
    closed = [command for command in _OF_SEQUENCES if command in above and command not in opened]
    if not sequences or not (opened or closed):
        return ""
    names = [sequence.bare_name for sequence in sequences]
    alike = all(name.endswith("_seq") for name in names)
    if alike and not any(table.bare_name.endswith("_seq") for table in tables):
        pattern = f"{schema}.*_seq"
    else:
        pattern = f"{schema}.{{{','.join(names)}}}"
    lines = [_line(commands, word) for commands, word in ((opened, "all"), (closed, "none"))]
    return f'\n[relations."{pattern}"]\n{"".join(lines)}'


def _line(commands: list[str], scope: str) -> str:
    if not commands:
        return ""
    key = commands[0] if len(commands) == 1 else f'"{", ".join(commands)}"'
    return f'{key} = {{ service = "{scope}" }}\n'


def _all_granted(objects: Sequence[Relation | Function], privilege: str) -> bool:
    """Tell whether the secret key has the privilege on each of them, and there are some."""
    wanted = {(role, privilege, None) for role in (SERVICE_ROLE, "public")}
    return bool(objects) and all(
        any((grant.role, grant.privilege, grant.column) in wanted for grant in found.grants)
        for found in objects
    )
