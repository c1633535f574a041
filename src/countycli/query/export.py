"""The book, or a part of the book, written as tables for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import NotFoundError
from countycli.export.files import WRITERS
from countycli.export.tables import Selection, is_empty
from countycli.model.reports import NO_DOCUMENTS
from countycli.names.defined import find_metrics
from countycli.names.scopes import members_ever, resolve_scope
from countycli.phrases import Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from countycli.export.files import Written
    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Document
    from countycli.model.reports import DataInfo, Note, Scope

DATABASE, PACKAGE = "sqlite", "datapackage"
FORMATS = (*WRITERS, DATABASE, PACKAGE)


class ExportRequest(NamedTuple):
    """`partition`: the keys by which the figures are divided into files, some of `export.tables.PARTITIONS`.
    `created`: the time that a package tells, as RFC 3339 has it; empty for the date of the data.
    """

    format: str
    output: str
    partition: tuple[str, ...] = ()
    scope: Sequence[str] | None = None  # one name or several
    metrics: tuple[str, ...] = ()
    period: Period | None = None
    force: bool = False
    created: str = ""


class ExportReport(NamedTuple):
    """What was written. `request` holds the ids of metrics, whatever names the reader typed."""

    request: ExportRequest
    scope: Scope
    tables: tuple[Written, ...]
    info: DataInfo
    notes: tuple[Note, ...]
    documents: Mapping[str, Document] = NO_DOCUMENTS


def export(index: Index, request: ExportRequest) -> ExportReport:
    """Write the tables. Filters choose figures and targets and, by scope, initiatives; the tables that explain these,
    such as places and metrics, are always whole. Raises NotFoundError where no figure is left, OutputError where files
    can't be written, and CountyError where a library is missing.
    """
    if request.format == "parquet":
        from countycli.export import parquet

        parquet.require()
    scope = resolve_scope(index, request.scope)
    asked, told = find_metrics(index, request.metrics)
    request = request._replace(metrics=tuple(metric.id for metric in asked))
    selection = selection_of(index, scope)._replace(metrics=request.metrics, period=request.period)
    if is_empty(index, selection):
        raise NotFoundError(
            Phrase("The book has no figure of what is asked for"), Phrase("`countycli coverage` tells of all")
        )
    written = _written(index, scope, selection, request)
    return ExportReport(request, scope, written, index.info(), (*told, *scope.notes))


def _written(index: Index, scope: Scope, selection: Selection, request: ExportRequest) -> tuple[Written, ...]:
    from countycli.export.database import write_database
    from countycli.export.destination import destination
    from countycli.export.files import write_folder
    from countycli.export.package import About, is_archive, write_package

    is_package = request.format == PACKAGE
    is_file = request.format == DATABASE or (is_package and is_archive(request.output))
    with destination(request.output, is_file=is_file, force=request.force) as path:
        if request.format == DATABASE:
            return write_database(path, index, selection)
        if is_package:
            return write_package(
                path, index, selection, About(index.info(), _selected(scope, request), request.created)
            )
        return write_folder(path, index, selection, request.partition, request.format)


def _selected(scope: Scope, request: ExportRequest) -> dict[str, object]:
    """What was asked for, where that isn't the whole book."""
    asked = {"in": scope.id, "metrics": list(request.metrics), "period": request.period and str(request.period)}
    return {key: value for key, value in asked.items() if value}


def selection_of(index: Index, scope: Scope) -> Selection:
    """All figures of a scope, and of its former units: of a region all units that ceased there, of a group the units
    that members of any year continue.
    """
    selection = Selection()
    if scope.groups:
        parts = index.places.parts(members_ever(index, scope))
        return selection._replace(counties=tuple(part for units in parts.values() for part in units))
    return selection._replace(regions=() if scope.is_all else tuple(area.code for area in scope.areas))
