"""Runs the snippets of a site against the local gateway, and keeps what was proven."""
