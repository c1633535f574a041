"""A draft as a file of the dataset: what was found, and as remarks all that a person must look at."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.drafting.findings import SURE
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from decimal import Decimal

    from countycli.drafting.findings import Findings, Found, Head, Left, Programme
    from countycli.model.records import Metric, Place

    Say = Callable[[Phrase], str]

# Remarks. They stand here, for those within formatted texts are not found by what collects texts for translation.
_UNTOLD = Phrase("the document doesn't tell")
ACCESS = Phrase("official, press, copy or compilation?")
SUMMARY = Phrase("one sentence in your own words")
_LEFT = Phrase("Numbers that were left out:")

_CONTROLS = {character: f"\\u{character:04x}" for character in (*range(32), 127)}
_ESCAPES = str.maketrans({**{chr(code): text for code, text in _CONTROLS.items()}, '"': '\\"', "\\": "\\\\"})


class Names:
    """What remarks call places and indicators."""

    def __init__(self, places: Mapping[str, Place], metrics: Mapping[str, Metric]) -> None:
        self.places = places
        self.metrics = metrics


def written(findings: Findings, names: Names, origin: str, say: Say) -> str:
    """The draft as TOML. `say` puts remarks into the reader's language."""
    parts = [
        _preface(findings, origin, say),
        _document(findings.head, say),
        *_blocks("observations", findings.observations, names),
        *_blocks("targets", findings.targets, names),
        *(_initiative(programme, names, say) for programme in findings.programmes),
        *_rest(findings.left, say),
    ]
    return "\n".join(parts)


def _preface(findings: Findings, origin: str, say: Say) -> str:
    unsure = any(figure.confidence != SURE for figure in findings.figures)
    lines = (
        Phrase("A draft of {file}: compare each line with the document, then delete these remarks.", file=origin),
        *((Phrase("The number behind a figure tells how sure the reading is, from 0 to 1."),) if unsure else ()),
        Phrase(
            "Figures: {figures}; targets: {targets}; initiatives: {initiatives}; numbers left out: {left}",
            figures=len(findings.observations),
            targets=len(findings.targets),
            initiatives=len(findings.programmes),
            left=len(findings.left),
        ),
    )
    return "".join(f"# {say(line)}".translate(_CONTROLS) + "\n" for line in lines)


def _document(head: Head, say: Say) -> str:
    return "".join(
        (
            "[document]\n",
            f"title = {quoted(head.title)}\n",
            _known("publisher", head.publisher and quoted(head.publisher), say),
            _known("published", head.published and date_written(head.published), say),
            f"kind = {quoted(head.kind)}\n",
            f'access = "copy"  # {say(ACCESS)}\n',
        )
    )


def _known(key: str, value: str | None, say: Say) -> str:
    return f"{key} = {value}\n" if value else f"# {key} =  # {say(_UNTOLD)}\n"


def date_written(date: str) -> str:
    """A day is a date in TOML, a month a text, a year a number."""
    return quoted(date) if len(date) == 7 else date


def _blocks(kind: str, figures: Iterable[Found], names: Names) -> Iterator[str]:
    """A block for each county, period and how it is known, in the order of the text."""
    order: dict[tuple[object, ...], int] = {}
    for figure in figures:
        order.setdefault(_block_key(figure), len(order))
    ordered = sorted(figures, key=lambda figure: order[_block_key(figure)])
    for _, block in groupby(ordered, key=_block_key):
        yield _block(kind, list(block), names)


def _block_key(figure: Found) -> tuple[object, ...]:
    return figure.county, figure.period, figure.scope, figure.status, figure.inferred


def _block(kind: str, figures: list[Found], names: Names) -> str:
    first = figures[0]
    lines = [
        f"[[{kind}]]",
        f"county = {quoted(first.county)}  # {names.places[first.county].name}",
        f"period = {quoted(str(first.period))}",
    ]
    if first.scope:
        lines.append(f"scope = {quoted(first.scope)}")
    if first.status != "actual" and not first.target:
        lines.append(f"status = {quoted(first.status)}")
    if first.inferred:
        lines.append("inferred = true")
    lines.append(f"at = {quoted(first.at)}")
    lines += [_figure(figure, first.at, names) for figure in figures]
    return "\n".join(lines) + "\n"


def _figure(figure: Found, at: str, names: Names) -> str:
    metric = names.metrics[figure.metric]
    parts = [f"value = {number(figure.value)}"]
    if figure.unit != metric.unit:
        parts.append(f"unit = {quoted(figure.unit)}")
    if figure.bound:
        parts.append(f"bound = {quoted(figure.bound)}")
    if figure.standing:
        parts.append(f"standing = {quoted(figure.standing)}")
    parts.append(f"printed = {quoted(figure.printed)}")
    if figure.doubtful:
        parts.append("doubtful = true")
    if figure.note:
        parts.append(f"note = {quoted(figure.note)}")
    if figure.at != at:
        parts.append(f"at = {quoted(figure.at)}")
    sure = "" if figure.confidence == SURE else f" {figure.confidence}"
    return f"{figure.metric} = {{ {', '.join(parts)} }}  # {metric.name}{sure}"


def _initiative(programme: Programme, names: Names, say: Say) -> str:
    return "\n".join(
        (
            f"[[initiatives]]  # {programme.confidence}",
            f"county = {quoted(programme.county)}  # {names.places[programme.county].name}",
            f"name = {quoted(programme.name)}",
            f"year = {programme.year}",
            f"category = {quoted(programme.category)}",
            f"stage = {quoted(programme.stage)}",
            f'summary = ""  # {say(SUMMARY)}',
            f"at = {quoted(programme.at)}",
            "",
        )
    )


def _rest(left: tuple[Left, ...], say: Say) -> Iterator[str]:
    """Every number that is in no figure, with its place and the reason."""
    if not left:
        return
    lines = [f"# {say(_LEFT)}"]
    for rest in left:
        name = f"…{rest.name}" if rest.name else ""
        lines.append(f"# {rest.at}  {name}{rest.printed}: {say(rest.reason)}".translate(_CONTROLS))
    yield "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'


def number(value: Decimal) -> str:
    return format(value, "f")
