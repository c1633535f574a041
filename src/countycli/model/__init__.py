"""What the book knows, as immutable records. No I/O, nothing third-party."""
