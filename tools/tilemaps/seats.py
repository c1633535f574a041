"""Where counties lie: the positions of county seats, and which counties are neighbours."""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "seats.tsv"


class Position(NamedTuple):
    """A place in the plane, in degrees of latitude: `x` to the east, `y` to the south."""

    x: float
    y: float


# Counties without a known seat that stand directly under their province, or whose prefecture has no known seat at all:
# next to which others they lie.
NEXT_TO = {
    "460302": ("460204", "460205"),  # 西沙区 and 南沙区 lie far out in the sea to the south
    "460303": ("460204", "460205"),
    "500157": ("500103", "500109"),  # 两江新区
    "659005": ("654301", "654323"),  # 北屯市
    "659007": ("652701",),  # 双河市
    "659008": ("654022", "654023"),  # 可克达拉市
    "659009": ("653222", "653223"),  # 昆玉市
    "659010": ("654003", "650203"),  # 胡杨河市
    "659011": ("650502",),  # 新星市
    "659012": ("654201", "654221"),  # 白杨市
}


class County(NamedTuple):
    """A county of today. `prefecture` is empty where the county stands directly under its province."""

    code: str
    name: str
    short: str
    prefecture: str
    position: Position
    is_known: bool  # otherwise the position is the middle of the prefecture's other seats


def read_seats() -> dict[str, tuple[float, float]]:
    """Longitude and latitude, in degrees, of the seats that are known, by the county's code."""
    lines = (line for line in FILE.read_text("utf-8").splitlines() if not line.startswith("#"))
    rows = (line.split("\t") for line in lines)
    return {code: (float(longitude), float(latitude)) for code, longitude, latitude in rows}


def counties_of(province: str, registry: list[dict[str, str]], seats: dict[str, tuple[float, float]]) -> list[County]:
    """Today's counties of a province, in the order of codes. `registry` is what `data/counties.toml` lists."""
    records = [record for record in registry if record["province"] == province and "valid_to" not in record]
    records.sort(key=lambda record: record["code"])
    known = {record["code"]: seats[record["code"]] for record in records if record["code"] in seats}
    shrink = math.cos(math.radians(sum(latitude for _, latitude in known.values()) / len(known)))
    positions = {code: Position(longitude * shrink, -latitude) for code, (longitude, latitude) in known.items()}
    return [_county(record, positions, records) for record in records]


def _county(record: dict[str, str], positions: dict[str, Position], records: list[dict[str, str]]) -> County:
    code, prefecture = record["code"], record.get("prefecture", "")
    position = positions.get(code) or _guessed(record, positions, records)
    return County(code, record["name"], record["short"], prefecture, position, code in positions)


def _guessed(record: dict[str, str], positions: dict[str, Position], records: list[dict[str, str]]) -> Position:
    """The middle of the known seats in the prefecture, or of the counties next to this one."""
    prefecture = record.get("prefecture")
    near = NEXT_TO.get(record["code"]) or [other["code"] for other in records if other.get("prefecture") == prefecture]
    known = [positions[code] for code in near if code in positions]
    return Position(sum(place.x for place in known) / len(known), sum(place.y for place in known) / len(known))


def neighbours(positions: list[Position]) -> list[tuple[int, int]]:
    """Pairs of neighbours, by number: those in whose midst nothing else lies (Gabriel graph). Seats do not tell which
    counties share a boundary, but of most pairs that do nothing lies in the midst.
    """
    pairs = []
    for one, first in enumerate(positions):
        for other in range(one + 1, len(positions)):
            second = positions[other]
            middle = Position((first.x + second.x) / 2, (first.y + second.y) / 2)
            reach = distance(first, second) / 2
            if not any(
                distance(place, middle) < reach for number, place in enumerate(positions) if number not in (one, other)
            ):
                pairs.append((one, other))
    return pairs


def distance(one: Position, other: Position) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)
