"""The book as tables for other programs: columns and rows, file formats, and the place where an export is put."""
