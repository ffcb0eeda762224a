"""Probes of the side channels, one file each; docs/side-channels.md describes them."""
