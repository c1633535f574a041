"""The book's answers worked out a second time: from the dataset's files and the documented rules alone.

Nothing here imports the program. Where a module says why something is so, the rule stands in `docs/honesty.md`,
`docs/dataset-format.md` or `docs/output.md`; a change of a rule there is one of one function here.
"""
