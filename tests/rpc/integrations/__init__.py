"""Tests of connections to other services and of synchronisations."""
