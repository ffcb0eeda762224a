"""`bo policy`: prove what each person can see and do. One file a command: policy_<command>.py."""

import typer

app = typer.Typer(
    help="Prove what each person can see and do, in any Postgres with Supabase's roles.",
    no_args_is_help=True,
)
