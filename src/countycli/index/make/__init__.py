"""From a sound draft to the file of the index."""
