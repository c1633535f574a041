"""One module a command: it parses, asks the query and returns its report. What is done with that is not its business."""
