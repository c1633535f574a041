"""The book as tables for other engines: what they hold, how they are written to files, and how these come to be."""
