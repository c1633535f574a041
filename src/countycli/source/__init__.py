"""TOML files, read into a draft: records, each with the file and line that it came from. Only here one knows TOML."""
