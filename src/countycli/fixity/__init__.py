"""Whether files still hold what was written: a canonical form of which a digest is taken, and how files carry it."""
