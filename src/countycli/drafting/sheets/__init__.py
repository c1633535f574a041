"""From a spreadsheet to figures: what the cells of a sheet say, read by the words in its headers."""
