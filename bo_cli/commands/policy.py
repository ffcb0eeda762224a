"""`bo policy`: prove what each person can see and do. One file a command: policy_<command>.py."""

import typer

from bo_cli.commands import (
    policy_diff,
    policy_explain,
    policy_fuzz,
    policy_init,
    policy_intent,
    policy_lint,
    policy_matrix,
    policy_mutate,
)

app = typer.Typer(
    help="Prove what each person can see and do, in any Postgres with Supabase's roles.",
    no_args_is_help=True,
)
policy_diff.register(app)
policy_explain.register(app)
policy_fuzz.register(app)
policy_init.register(app)
policy_intent.register(app)
policy_lint.register(app)
policy_matrix.register(app)
policy_mutate.register(app)
