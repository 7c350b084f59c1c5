"""Public price lists of AI models: what they say, as records and as drift from records that are there."""
