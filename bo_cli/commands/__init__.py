"""The command line: parses, calls a layer below, prints."""
