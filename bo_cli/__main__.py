"""`python -m bo_cli` is `bo`."""

from bo_cli.commands.main import run

if __name__ == "__main__":
    run()
