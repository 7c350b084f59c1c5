"""How each chat protocol asks for a call or for JSON, and how its answers and events look: one file each."""
