"""What a schema cannot see: rules over the whole catalog, and how findings are printed."""
