"""Sequences do not roll back; unless they get a new file in the transaction, which does."""

from bo_cli.db.connect import Connection

# The next value stays what it would have been. A sequence at its end cannot be restarted there, and
# gives no value either.
_HOLD = """
do $hold$
declare
  held record;
  next_value bigint;
begin
  for held in
    select n.nspname, c.relname, s.seqincrement
    from pg_catalog.pg_sequence as s
    join pg_catalog.pg_class as c on c.oid = s.seqrelid
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where
      pg_catalog.pg_has_role(current_user, c.relowner, 'usage')
      and c.relpersistence <> 't'
      and n.nspname !~ '^pg_'
  loop
    execute pg_catalog.format(
      'select case when is_called then last_value + %s else last_value end from %I.%I',
      held.seqincrement, held.nspname, held.relname
    ) into next_value;
    begin
      execute pg_catalog.format(
        'alter sequence %I.%I restart with %s', held.nspname, held.relname, next_value
      );
    exception
      when invalid_parameter_value then null;
    end;
  end loop;
end;
$hold$
"""


def hold_sequences(connection: Connection) -> None:
    """Make nextval() harmless in this transaction, for every sequence that we own.

    Others who want a value of one of them wait until the transaction ends.
    """
    connection.execute(_HOLD.encode())
