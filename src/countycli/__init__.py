"""countycli: a reference book of county statistics, for the terminal and for Python.

    import countycli

    book = countycli.open()
    book.county("龙泉").figures(metric="gdp").to_polars()

Importing the package loads nothing; what is needed is loaded with the first question.
"""

__version__ = "0.2.0"

TYPE_CHECKING = False  # type checkers know the name; importing `typing` would take longer than all of this module
if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from countycli.book import Book


def open(  # noqa: A001  # as `sqlite3`, `gzip` and `webbrowser` call theirs; nobody imports the name alone
    data: "str | PathLike[str] | Iterable[str | PathLike[str]]" = (),
    *,
    user_data: bool = False,
    prefer_own: bool = False,
    lang: str = "zh",
) -> "Book":
    """The book, ready to be asked.

    `data` names a TOML file of your own, or a folder of them, or several, as `--data` does; with `user_data` those that
    COUNTYCLI_DATA names and those in the user's data folder are read too. With `prefer_own` their figures come before
    the book's. `lang` is the language of pages and notes, `zh` or `en`.

    Raises UsageError for a file that isn't there and InvalidDatasetError for one with faults (`countycli.errors`).
    """
    from countycli.book import opened

    return opened(data, user_data=user_data, prefer_own=prefer_own, lang=lang)
