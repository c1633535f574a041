"""From reports to text: each command has a view, which says what is shown; each format a renderer, which says how."""
