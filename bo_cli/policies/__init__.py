"""The test runner: databases for its workers, pgTAP files over persistent connections, reports."""
