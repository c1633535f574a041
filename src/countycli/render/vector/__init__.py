"""Pictures drawn with lines and shapes (SVG), for documents, slides and browsers."""
