"""From what people type to places, metrics and scopes."""
