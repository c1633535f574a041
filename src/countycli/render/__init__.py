"""From reports to text: one view a command says what is shown, one renderer a format says how."""
