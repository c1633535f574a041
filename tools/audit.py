"""Draw figures at random for a second reading, and count what came of it.

    python tools/audit.py --seed 7 --size 50 > sheet.md          fifty figures to hold against their documents
    python tools/audit.py --document '2024-*' --metric gdp       only some: see --help for the filters
    python tools/audit.py --census --document census-            cells of the census tables, left out otherwise
    python tools/audit.py --format csv > sheet.csv               the same for a spreadsheet
    python tools/audit.py --tally sheet.md                       counts, and an upper bound for the error rate

In the sheet set `[x]` for a figure that stands as its document has it and `[!]` for one that doesn't; a remark may
follow `remark:`. What is still `[ ]` counts as not checked.

The same seed, size and filters draw the same figures from the same data. A figure's turn depends on the seed and on
what it is a figure of, so a corrected value stays in the sample, and a new document changes little of it. Each kind of
document with each access (a stratum such as `news, copy`) has its share of the sample in proportion to its figures, by
Sainte-Laguë's method, but at least one figure where the size allows.
"""

from __future__ import annotations

import argparse
import csv
import re
import shlex
import sys
from collections import Counter
from fnmatch import fnmatchcase
from functools import partial
from hashlib import sha256
from itertools import groupby
from math import exp, lgamma, log, log1p
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from countycli.model.records import TARGET
from countycli.source.faults import locate
from countycli.source.files import read_files
from countycli.source.folders import toml_files
from countycli.source.positions import line_numbers, line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from countycli.model.records import Document, Figure
    from countycli.source.draft import Draft, Entry

    Stratum = tuple[str, str]  # a document's kind and access
    Strata = dict[Stratum, list[Entry[Figure]]]

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
CENSUS = "census"
RISK = 0.05  # that the true error rate is above the bound

_BOX = re.compile(r"- \[(.?)\] (\d+)\. ")
_REMARK = re.compile(r" +- remark:(.*)")
_MARKS = {"x": "right", "X": "right", "!": "wrong", " ": "open", "": "open"}


class AuditError(Exception):
    """The sheet can't be drawn or counted; the message says why."""


class Row(NamedTuple):
    """A figure of the sheet; the fields are CSV's columns."""

    county: str
    code: str
    metric: str
    metric_id: str
    period: str
    bound: str
    value: str
    unit: str
    status: str
    scope: str
    standing: str
    printed: str
    at: str
    note: str
    caveats: str  # that the period is inferred, the figure restated
    title: str
    publisher: str
    published: str
    url: str
    file: str
    line: int


class Verdict(NamedTuple):
    """What a reader has made of a figure: right, wrong or open."""

    number: str
    mark: str
    remark: str


# Drawing


def read(options: argparse.Namespace) -> Draft:
    """The definitions and the documents that the filters by id let through."""
    files = toml_files([DATA])
    draft = read_files(it for it in files if it.parent == DATA or _is_wanted_document(it.stem, options))
    for fault in locate(draft.problems)[:1]:
        raise AuditError(f"{fault.path}:{fault.line}: {fault.message} (`countycli data check` lists all faults)")
    return draft


def _is_wanted_document(identifier: str, options: argparse.Namespace) -> bool:
    wanted = not options.document or _begins(identifier, options.document)
    return wanted and not _begins(identifier, options.without)


def _begins(identifier: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(identifier, f"{pattern}*") for pattern in patterns)


def wanted(draft: Draft, options: argparse.Namespace) -> list[Entry[Figure]]:
    """The figures that the filters let through."""
    kinds = {it.record.id: it.record.kind for it in draft.documents}
    figures = [*draft.observations, *draft.targets]
    return [it for it in figures if _is_wanted(it.record, kinds[it.record.source], options)]


def _is_wanted(figure: Figure, document_kind: str, options: argparse.Namespace) -> bool:
    kind = "target" if figure.status == TARGET else "observation"
    return (
        (options.census or document_kind != CENSUS)
        and options.kind in (None, kind)
        and (not options.metric or figure.metric in options.metric)
        and (not options.place or figure.county.startswith(tuple(options.place)))
    )


def by_stratum(figures: Iterable[Entry[Figure]], draft: Draft) -> Strata:
    strata = {it.record.id: (it.record.kind, it.record.access) for it in draft.documents}
    members: Strata = {}
    for it in figures:
        members.setdefault(strata[it.record.source], []).append(it)
    return members


def draw(strata: Strata, size: int, seed: str) -> list[Entry[Figure]]:
    """The sample: of each stratum those whose turn comes first."""
    seats = allotted({stratum: len(members) for stratum, members in strata.items()}, size)
    turns = {stratum: sorted(members, key=lambda it: _turn(it, seed)) for stratum, members in strata.items()}
    return [it for stratum, members in turns.items() for it in members[: seats[stratum]]]


def allotted(counts: Mapping[Stratum, int], size: int) -> Counter[Stratum]:
    """Sainte-Laguë: seat by seat to the stratum with the most figures for its seats; first one for each."""
    seats: Counter[Stratum] = Counter()
    for _ in range(min(size, sum(counts.values()))):
        seats[max(counts, key=lambda it: (not seats[it], counts[it] / (2 * seats[it] + 1), it))] += 1
    return seats


def _turn(entry: Entry[Figure], seed: str) -> str:
    it = entry.record
    kind = entry.block.keys[0]
    return sha256(f"{seed}|{kind}|{it.source}|{it.county}|{it.metric}|{it.period}|{it.scope}".encode()).hexdigest()


# The sheet


def rows(sample: Iterable[Entry[Figure]], draft: Draft) -> list[Row]:
    """The sample by file and line."""
    lines = {it: line_numbers(it.read_text(encoding="utf-8")) for it in {it.block.sheet.path for it in sample}}
    names = {it.record.code: it.record.name for it in draft.places}
    metrics = {it.record.id: it.record.name for it in draft.metrics}
    documents = {it.record.id: it.record for it in draft.documents}
    found = []
    for entry in sample:
        figure, block = entry.record, entry.block
        keys = block.keys if entry.key is None else (*block.keys, entry.key)
        place = (block.sheet.path.relative_to(ROOT).as_posix(), line_of(lines[block.sheet.path], keys))
        found.append(_row(figure, names[figure.county], metrics[figure.metric], documents[figure.source], place))
    return sorted(found, key=lambda row: (row.file, row.line))


def _row(it: Figure, county: str, metric: str, document: Document, place: tuple[str, int]) -> Row:
    value = "" if it.value is None else f"{it.value:.{max(it.decimals, 0)}f}"
    caveats = ("period inferred" if it.inferred else "", "restated" if it.restated else "")
    return Row(
        *(county, it.county, metric, it.metric, str(it.period)),
        *(it.bound or "", value, it.unit, it.status, it.scope or "", it.standing or ""),
        *(it.printed or "", it.at or "", it.note or "", ", ".join(filter(None, caveats))),
        *(document.title, document.publisher or "", document.published or "", document.url or ""),
        *place,
    )


def write_csv(found: Iterable[Row]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("tick", "number", "remark", *Row._fields))
    writer.writerows(("[ ]", number, "", *row) for number, row in enumerate(found, 1))


def write_markdown(found: Iterable[Row], top: str) -> None:
    print(top)
    numbered = enumerate(found, 1)
    for _, group in groupby(numbered, key=lambda it: it[1].file):
        members = list(group)
        print("\n".join([*_document_lines(members[0][1]), *(_figure_lines(*it) for it in members)]))


def _document_lines(row: Row) -> list[str]:
    origin = " · ".join(filter(None, (row.publisher, row.published, row.url)))
    return ["", f"## {row.title}", "", origin or "(neither publisher nor date)", ""]


def _figure_lines(number: int, row: Row) -> str:
    value = " ".join(filter(None, (row.bound, row.value or "no value", row.unit)))
    first = f"- [ ] {number}. {row.county} {row.code} · {row.metric} `{row.metric_id}` · {row.period} · {value}"
    details = ("status", "scope", "standing", "printed", "at", "note", "caveats")
    lines = [f"  - {it}: {getattr(row, it)}" for it in details if getattr(row, it)]
    return "\n".join([first, *lines, f"  - file: {row.file}:{row.line}", "  - remark:"])


def heading(strata: Strata, sample: list[Entry[Figure]], draft: Draft, call: str) -> str:
    """What the sheet is a sample of, and how to fill it in."""
    drawn = {stratum: len(members) for stratum, members in by_stratum(sample, draft).items()}
    figures = [it.record for members in strata.values() for it in members]
    documents = len({it.source for it in figures})
    lines = ["# Figures to check", ""]
    lines.append(f"{len(sample)} of {len(figures)} figures in {documents} documents, drawn from data {draft.version}:")
    lines += [f"`python tools/audit.py {call}`.", ""]
    lines.append("Set `[x]` where a figure stands as its document has it, `[!]` where it doesn't; remarks are welcome.")
    lines += ["", "| documents | figures | drawn |", "|---|--:|--:|"]
    lines += [f"| {', '.join(it)} | {len(strata[it])} | {drawn.get(it, 0)} |" for it in sorted(strata)]
    return "\n".join(lines)


def _call(options: argparse.Namespace) -> str:
    """The arguments that draw the same sample again."""
    words = ["--seed", options.seed, "--size", str(options.size)]
    for name in ("document", "without", "place", "metric"):
        words += [word for it in getattr(options, name) for word in (f"--{name}", it)]
    words += ["--kind", options.kind] if options.kind else []
    return shlex.join([*words, *(["--census"] if options.census else [])])


def write_sheet(options: argparse.Namespace) -> None:
    draft = read(options)
    strata = by_stratum(wanted(draft, options), draft)
    if not strata:
        raise AuditError("No figure passes the filters.")
    sample = draw(strata, options.size, options.seed)
    found = rows(sample, draft)
    if options.format == "csv":
        write_csv(found)
    else:
        write_markdown(found, heading(strata, sample, draft, _call(options)))


# The tally


def verdicts(text: str) -> Iterator[Verdict]:
    """The boxes of a sheet in either format."""
    lines = text.splitlines()
    if lines and lines[0].startswith("tick,"):
        for cells in csv.DictReader(lines):
            yield _verdict(cells["number"], cells["tick"].strip("[]"), cells["remark"])
        return
    starts = [number for number, line in enumerate(lines) if _BOX.match(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        remarks = filter(None, map(_REMARK.fullmatch, lines[start:end]))
        box = _BOX.match(lines[start])
        assert box
        yield _verdict(box[2], box[1], " ".join(it[1].strip() for it in remarks))


def _verdict(number: str, tick: str, remark: str) -> Verdict:
    if tick not in _MARKS:
        raise AuditError(f"Figure {number}: [{tick}] is neither [x] nor [!] nor [ ].")
    return Verdict(number, _MARKS[tick], remark)


def upper_bound(errors: int, checked: int) -> float:
    """Clopper and Pearson's one-sided bound: the rate at which so few errors would come up with probability RISK.

    Without an error that is 1 - RISK ** (1 / checked), nearly 3 / checked: the rule of three.
    """
    low, high = errors / checked, 1.0
    for _ in range(60 if errors < checked else 0):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(errors, checked, middle) > RISK else (low, middle)
    return high


def _at_most(errors: int, checked: int, rate: float) -> float:
    """The probability of so many errors or fewer, of a binomial distribution."""
    ways = (lgamma(checked + 1) - lgamma(it + 1) - lgamma(checked - it + 1) for it in range(errors + 1))
    return sum(exp(way + it * log(rate) + (checked - it) * log1p(-rate)) for it, way in enumerate(ways))


def tally(path: Path) -> None:
    try:
        found = list(verdicts(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise AuditError(f"{path}: {error.strerror}") from error
    counts = Counter(it.mark for it in found)
    right, wrong = counts["right"], counts["wrong"]
    if not right + wrong:
        raise AuditError(f"{path}: no box is filled in.")
    print(f"{len(found)} figures: {right} right, {wrong} wrong, {counts['open']} not checked")
    for it in found:
        if it.mark == "wrong" or it.remark:
            print(f"  {it.number}. {it.mark}: {it.remark or '(no remark)'}")
    print(_conclusion(wrong, right + wrong))


def _conclusion(wrong: int, checked: int) -> str:
    bound = upper_bound(wrong, checked)
    rule = "Clopper–Pearson" if wrong else "1 - 0.05 ** (1 / checked), the rule of three"
    return (
        f"Error rate: {wrong / checked:.2%} of the figures checked; with 95 % confidence {bound:.2%} at most of all.\n"
        f"The bound is exact and one-sided ({rule}): were the true rate higher,\n"
        f"fewer than 5 % of samples of {checked} would show so few errors."
    )


def _size(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError("must be a whole number above 0")
    return int(text)


def _arguments() -> argparse.ArgumentParser:
    summary, _, usage = (__doc__ or "").partition("\n\n")
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=summary, epilog=usage, formatter_class=layout)
    add = parser.add_argument
    add_several = partial(add, action="append", default=[], metavar="TEXT")
    add("--seed", default="1", help="any text; another seed, another sample (default: 1)")
    add("--size", default=100, type=_size, help="number of figures (default: 100)")
    add_several("--document", help="only documents whose id begins so; * and ? as in file names")
    add_several("--without", help="no documents whose id begins so")
    add_several("--place", help="only counties and regions whose code begins so")
    add_several("--metric", help="only the indicator of this id")
    add("--kind", choices=("observation", "target"), help="only outcomes, or only aims")
    add("--census", action="store_true", help="also the cells of the census tables")
    add("--format", choices=("markdown", "csv"), default="markdown", help="of the sheet (default: markdown)")
    add("--tally", type=Path, metavar="FILE", help="count the boxes of a filled-in sheet instead")
    return parser


def main() -> int:
    options = _arguments().parse_args()
    try:
        if options.tally:
            tally(options.tally)
        else:
            write_sheet(options)
    except AuditError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
