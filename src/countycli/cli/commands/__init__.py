"""One module a command: it parses, asks the query and returns the report. Showing that is not its business."""
