"""Questions to the index: SQL in, records out."""
