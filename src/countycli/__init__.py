"""countycli: a reference book of county statistics for the terminal."""

__version__ = "0.1.0"
