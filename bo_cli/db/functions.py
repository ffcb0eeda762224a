"""The functions that clients may call, as the catalogue describes them."""

from dataclasses import dataclass

from bo_cli.db.connect import Connection

FUNCTIONS = """
select
  proc.proname,
  obj_description(proc.oid, 'pg_proc'),
  pg_get_function_result(proc.oid),
  proc.proretset,
  result.typtype = 'c' or result.typname = 'record',
  coalesce(proc.proargnames[1:proc.pronargs], '{}'),
  array(
    select format_type(argument.type_id, null)
    from unnest(proc.proargtypes::oid[]) with ordinality as argument (type_id, position)
    order by argument.position
  ),
  proc.pronargdefaults,
  has_function_privilege('anon', proc.oid, 'execute')
from pg_catalog.pg_proc as proc
inner join pg_catalog.pg_type as result on result.oid = proc.prorettype
where
  proc.pronamespace = 'public'::regnamespace
  and proc.prokind = 'f'
  and result.typname not in ('trigger', 'event_trigger')
  and proc.proname = coalesce(%s, proc.proname)
order by proc.proname, proc.oid
"""


@dataclass(frozen=True)
class Argument:
    """One named argument; `optional` when it has a default."""

    name: str
    type: str
    optional: bool


@dataclass(frozen=True)
class RpcFunction:
    """One function of schema `public`.

    returns: as SQL writes it. returns_set, returns_rows: many results; results that have columns.
    is_anonymous: whether a request without a person may call it.
    """

    name: str
    description: str
    returns: str
    returns_set: bool
    returns_rows: bool
    arguments: tuple[Argument, ...]
    is_anonymous: bool

    @property
    def signature(self) -> str:
        """`name(domain_id uuid, page_size integer = …) -> SETOF record`."""
        arguments = (f"{a.name} {a.type}{' = …' if a.optional else ''}" for a in self.arguments)
        return f"{self.name}({', '.join(arguments)}) -> {self.returns}"


def read_functions(connection: Connection, name: str | None = None) -> list[RpcFunction]:
    """Return the functions of schema `public`, by name; with a name, those called so."""
    found = []
    for row in connection.execute(FUNCTIONS, [name]):
        name, description, returns, is_set, is_rows, names, types, defaults, is_anonymous = row
        required = len(types) - defaults
        arguments = tuple(
            Argument(argument, kind, optional=position >= required)
            for position, (argument, kind) in enumerate(zip(names, types, strict=True))
        )
        found.append(
            RpcFunction(name, description or "", returns, is_set, is_rows, arguments, is_anonymous)
        )
    return found
