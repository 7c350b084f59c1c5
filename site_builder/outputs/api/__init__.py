"""The facts of a site as JSON for programs: what `docs/api.md` describes."""
