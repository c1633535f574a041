"""Files of several formats as paragraphs of text."""
