"""Migrations, templates, reset, parity of source and history."""
