"""What helps authors: the round trip of messages between records, templates and PO files."""
