"""The SQLite index that a dataset is compiled into: making it, keeping it, asking it. Only here one knows SQL."""
