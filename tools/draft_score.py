"""How much of what texts say `data draft` finds, and how much of what it finds is right: `python tools/draft_score.py`.

The texts and what a person reads out of them are in `tests/drafting/corpus`; the folder's README tells their form. With
`--left` each figure that was missed or is wrong is listed; names choose texts; `--from FOLDER` reads another folder.
"""

from __future__ import annotations

import argparse
import csv
import re
import shlex
import tomllib
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from countycli.drafting.document import DocumentReader
from countycli.drafting.head import Given
from countycli.drafting.reading.files import read_files
from countycli.index.store import open_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from countycli.drafting.findings import Findings
    from countycli.index.ask.index import Index

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests" / "drafting" / "corpus"
DOCUMENTS = ROOT / "data" / "documents"
KINDS = ("observation", "target", "initiative")
# Texts whose gold is a file of the book.
FOUNDING = {
    "founding-longquan": "2026-02-25-chinanews-longquan",
    "founding-pingyang": "2024-02-08-tidenews-pingyang",
    "founding-eight": "2024-12-21-zhejiang-eight-counties",
    "founding-zhejiang": "2025-08-19-renminribao-zhejiang",
    "founding-longyou": "2023-03-16-longyou-five-chains",
}
HEADS = {"county", "period", "at", "status", "note", "scope", "inferred", "restated", "boundaries"}
OPTIONS = "#:"  # begins the line of a text that gives options
MARKS = re.compile(r"[\s“”\"'‘’·、，,＋+《》（）()]")


class Item(NamedTuple):
    """A figure, an aim or a programme (whose name stands in `metric`)."""

    kind: str
    county: str
    metric: str
    period: str
    value: str = ""


class Score(NamedTuple):
    """What was found rightly, found wrongly, and missed."""

    right: tuple[Item, ...]
    wrong: tuple[Item, ...]
    missed: tuple[Item, ...]


def texts(folder: Path, names: Iterable[str] = ()) -> list[Path]:
    wanted = set(names)
    return [path for path in sorted(folder.glob("*.txt")) if not wanted or path.stem in wanted]


def gold(path: Path) -> set[Item]:
    """What a person reads out of a text."""
    if path.stem in FOUNDING:
        return set(_of_document(DOCUMENTS / f"{FOUNDING[path.stem]}.toml"))
    with path.with_suffix(".tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {
            Item(row["kind"], row["county"], row["metric"], row["period"], _plain(row["value"] or "")) for row in rows
        }


def _of_document(path: Path) -> Iterator[Item]:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    for kind in ("observation", "target"):
        for block in content.get(f"{kind}s", ()):
            for metric, value in block.items():
                if metric not in HEADS and not (isinstance(value, dict) and "value" not in value):
                    number = value["value"] if isinstance(value, dict) else value
                    yield Item(kind, block["county"], metric, block["period"], _plain(str(number)))
    for block in content.get("initiatives", ()):
        yield Item("initiative", block["county"], block["name"], str(block["year"]))


def found(index: Index, path: Path) -> Findings:
    """What the rules read out of a text."""
    given, county = _given(path)
    home = index.places.by_code([county])[county] if county else None
    article = read_files([str(path)])
    paragraphs = [paragraph for paragraph in article.paragraphs if not paragraph.startswith(OPTIONS)]
    return DocumentReader(index, home, given).read(paragraphs, article.title)


def _given(path: Path) -> tuple[Given, str]:
    with path.open(encoding="utf-8") as file:
        first = file.readline()
    if not first.startswith(OPTIONS):
        return Given(), ""
    parser = argparse.ArgumentParser()
    for option in ("--county", "--published", "--kind"):
        parser.add_argument(option, default="")
    options = parser.parse_args(shlex.split(first.removeprefix(OPTIONS)))
    return Given(options.published or None, options.kind or None), options.county


def items(findings: Findings) -> set[Item]:
    figures = {
        Item(
            "target" if figure.target else "observation",
            figure.county,
            figure.metric,
            str(figure.period),
            _plain(str(figure.canonical)),
        )
        for figure in findings.figures
    }
    return figures | {Item("initiative", one.county, one.name, str(one.year)) for one in findings.programmes}


def score(wanted: set[Item], given: set[Item]) -> Score:
    """Figures are right where all of them is; a programme is where county and name are, but for marks and a word."""
    figures = {item for item in wanted if item.kind != "initiative"}
    got = {item for item in given if item.kind != "initiative"}
    names, named = wanted - figures, given - got
    hits = {item for item in named if any(_same_programme(item, other) for other in names)}
    missed = {item for item in names if not any(_same_programme(item, other) for other in named)}
    return Score(
        tuple(sorted((got & figures) | hits)),
        tuple(sorted((got - figures) | (named - hits))),
        tuple(sorted((figures - got) | missed)),
    )


def _same_programme(one: Item, other: Item) -> bool:
    first, second = (MARKS.sub("", item.metric) for item in (one, other))
    return one.county == other.county and (first in second or second in first)


def _plain(number: str) -> str:
    return format(Decimal(number).normalize(), "f") if number else ""


def group_of(path: Path) -> str:
    """`founding`, or the kind of a text that was made: communique, report, news …"""
    return path.stem.split("-")[1] if path.stem.startswith("made-") else path.stem.split("-")[0]


def rates(scores: Iterable[Score], kind: str) -> tuple[int, int, int]:
    """How many of a kind are right, wrong and missed."""
    counts = [0, 0, 0]
    for one in scores:
        for place, found_items in enumerate(one):
            counts[place] += sum(1 for item in found_items if item.kind == kind)
    return counts[0], counts[1], counts[2]


def ratio(part: int, rest: int) -> float:
    return part / (part + rest) if part + rest else 1.0


def measured(folder: Path = CORPUS, names: Iterable[str] = ()) -> dict[str, dict[str, Score]]:
    """By group of texts and name, the score of each text."""
    index = open_index()
    results: dict[str, dict[str, Score]] = defaultdict(dict)
    for path in texts(folder, names):
        results[group_of(path)][path.stem] = score(gold(path), items(found(index, path)))
    return results


def _told(label: str, scores: Iterable[Score]) -> None:
    scores = list(scores)
    cells: list[Any] = []
    for kind in KINDS:
        right, wrong, missed = rates(scores, kind)
        cells.append(f"{kind} {right:4} right {wrong:3} wrong {missed:3} missed")
        cells.append(f"precision {ratio(right, wrong):.3f} recall {ratio(right, missed):.3f}")
    print(f"{label:20}", "  ".join(cells))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--from", dest="folder", type=Path, default=CORPUS)
    parser.add_argument("--left", action="store_true")
    options = parser.parse_args()
    for group, scores in measured(options.folder, options.names).items():
        for name, one in scores.items():
            _told(name, [one])
            for label, listed in (("wrong", one.wrong), ("missed", one.missed)):
                for item in listed if options.left else ():
                    print("   ", label, *item)
        _told(f"= {group}", scores.values())


if __name__ == "__main__":
    main()
