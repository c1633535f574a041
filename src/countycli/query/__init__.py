"""One module a command: an index and a request in, a report out. Pure but for reading the index."""
