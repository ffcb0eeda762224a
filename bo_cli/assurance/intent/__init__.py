"""The intent file: who should be able to do what. Its format: docs/intent-file.md."""

from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.intent.load import load_intent

__all__ = ["Intent", "load_intent"]
