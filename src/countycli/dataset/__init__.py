"""The dataset: TOML files, their checks, and the SQLite index made of them. Only this package knows TOML and SQL."""
