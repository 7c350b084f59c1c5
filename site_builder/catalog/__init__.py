"""From YAML files to one frozen `Catalog`: reading, validating, resolving, extracting prose."""
