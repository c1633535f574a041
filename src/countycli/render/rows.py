"""Rows of an answer as Python values and as data frames of the libraries that are installed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

from countycli.errors import MissingLibraryError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    import polars as pl
    import pyarrow as pa

Row = dict[str, Any]

_FIRST = 20  # rows that a notebook shows of many


class Rows(Sequence[Row]):
    """Rows with the same columns: text, numbers, truth values, dates, and None where there is nothing. A column without
    a single value becomes a column of text in a data frame, so that frames of the same question can be put together.
    """

    def __init__(self, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        self.columns = tuple(columns)
        self._rows = rows

    @classmethod
    def of(cls, records: Sequence[Row]) -> Rows:
        """Records whose keys are the columns; a key that a record lacks is None there."""
        columns = list(dict.fromkeys(key for record in records for key in record))
        return cls(columns, [tuple(record.get(column) for column in columns) for record in records])

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, position: int) -> Row: ...
    @overload
    def __getitem__(self, position: slice) -> Rows: ...
    def __getitem__(self, position: int | slice) -> Row | Rows:
        if isinstance(position, slice):
            return Rows(self.columns, self._rows[position])
        return dict(zip(self.columns, self._rows[position], strict=True))

    def __repr__(self) -> str:
        return f"{len(self)} rows of {', '.join(self.columns)}"

    def to_arrow(self) -> pa.Table:
        """As a table of Arrow. Raises MissingLibraryError where pyarrow is not installed."""
        try:
            import pyarrow as pa
        except ImportError as error:
            raise MissingLibraryError("pyarrow") from error
        arrays = [pa.array(self._column(position)) for position in range(len(self.columns))]
        cells = [array.cast("string") if array.type == "null" else array for array in arrays]
        return pa.table(cells, names=list(self.columns))

    def to_pandas(self) -> pd.DataFrame:
        """As a data frame of pandas. Raises MissingLibraryError where pandas is not installed."""
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingLibraryError("pandas") from error
        return pd.DataFrame(self._rows, columns=list(self.columns))

    def to_polars(self) -> pl.DataFrame:
        """As a data frame of Polars. Raises MissingLibraryError where Polars is not installed."""
        try:
            import polars as pl
        except ImportError as error:
            raise MissingLibraryError("polars") from error
        columns = {column: self._column(position) for position, column in enumerate(self.columns)}
        frame = pl.DataFrame(columns, infer_schema_length=None, strict=False)
        return frame.with_columns(pl.col(pl.Null).cast(pl.String))

    def _repr_html_(self) -> str:
        """The first rows as a table, for notebooks."""
        from html import escape

        def line(cells: Iterable[object], tag: str) -> str:
            return "".join(f"<{tag}>{'' if cell is None else escape(str(cell))}</{tag}>" for cell in cells)

        body = "".join(f"<tr>{line(row, 'td')}</tr>" for row in self._rows[:_FIRST])
        return f"<table><thead><tr>{line(self.columns, 'th')}</tr></thead><tbody>{body}</tbody></table>{self!r}"

    def _column(self, position: int) -> list[Any]:
        return [row[position] for row in self._rows]


class Framed:
    """What has rows becomes a data frame of them. Raises MissingLibraryError where the library is not installed."""

    @property
    def rows(self) -> Rows:
        raise NotImplementedError

    def to_arrow(self) -> pa.Table:
        return self.rows.to_arrow()

    def to_pandas(self) -> pd.DataFrame:
        return self.rows.to_pandas()

    def to_polars(self) -> pl.DataFrame:
        return self.rows.to_polars()
