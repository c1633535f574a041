"""From an article to a draft in the dataset's format: what a Chinese report says, read by rules."""
