"""The record classes: what an author may write in YAML, and what each field means.

Shape lives here (types, patterns, required fields); sense that needs several records
is checked by `catalog.resolve` and the rules in `lint/`.
"""
