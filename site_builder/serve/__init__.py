"""Shows a published folder on this machine."""
