"""One rule per file; `lint/all_rules.py` lists them."""
