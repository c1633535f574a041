"""Placement of counties on a grid, so that neighbours are neighbours.

Three steps. Seats are pushed apart until each has room for a tile, while neighbours hold each other (a cartogram of
circles, after Dorling). Each county then takes a free cell near to where it came to lie, those in the midst first. At
last tiles are exchanged as long as that brings neighbours together, keeps prefectures in one piece and leaves fewer
holes (simulated annealing). Chance is seeded: the same seats give the same layout.
"""

from __future__ import annotations

import math
import random
from itertools import product
from typing import NamedTuple

from tilemaps.seats import County, Position, distance, neighbours

Cell = tuple[int, int]  # row and column

MOST_COLUMNS = 13  # what 100 characters hold
_SHAPE = 7 / 4  # the width of a tile over its height, as a terminal shows them
_ROUNDS = 300  # of pushing apart
_REACH = 2  # how many rows and columns a tile may jump
_MOVES = 3000  # tried for each county
_HOT, _COLD = 3.0, 0.02
_ASTRAY, _APART, _PIECES, _RAGGED = 0.25, 1.0, 15.0, 0.8  # how much each flaw counts
_SIDES = (-1, 0), (1, 0), (0, -1), (0, 1)


def place(counties: list[County]) -> dict[str, Cell]:
    """The cell of each county, by code; the first row and the first column are 0."""
    if len(counties) == 1:
        return {counties[0].code: (0, 0)}
    edges = neighbours([county.position for county in counties])
    spread = _spread([county.position for county in counties], edges)
    cells = _annealed(_Board(counties, edges, spread, _settled(spread)))
    top, left = min(row for row, _ in cells), min(column for _, column in cells)
    return {county.code: (row - top, column - left) for county, (row, column) in zip(counties, cells, strict=True)}


def _spread(positions: list[Position], edges: list[tuple[int, int]]) -> list[Position]:
    """Positions in columns and rows, pushed apart so that hardly two are nearer than a tile."""
    points = _scaled(positions)
    for round_ in range(_ROUNDS):
        pull = 0.25 * (1 - round_ / _ROUNDS)
        moves = [[0.0, 0.0] for _ in points]
        for one, other in edges:
            _move(points, moves, one, other, min(0.0, 1.0 - distance(points[one], points[other])) * pull)
        for one, first in enumerate(points):
            for other in range(one + 1, len(points)):
                second = points[other]
                if abs(first.x - second.x) < 1 and abs(first.y - second.y) < 1:
                    gap = distance(first, second)
                    if gap < 1:
                        _move(points, moves, one, other, (1 - gap) * 0.5)
        points = [Position(point.x + x, point.y + y) for point, (x, y) in zip(points, moves, strict=True)]
    return _narrowed(points)


def _scaled(positions: list[Position]) -> list[Position]:
    """Positions in units of tiles: the province takes somewhat more room than its tiles, in the shape that it has."""
    left, top = min(place.x for place in positions), min(place.y for place in positions)
    wide = max(place.x for place in positions) - left or 1e-6
    high = max(place.y for place in positions) - top or 1e-6
    shape = min(3.0, max(1 / 3, wide / high)) / _SHAPE
    columns = min(float(MOST_COLUMNS), math.sqrt(1.3 * len(positions) * shape))
    rows = 1.3 * len(positions) / columns
    return [
        Position((place.x - left) / wide * columns + 1e-4 * number, (place.y - top) / high * rows)
        for number, place in enumerate(positions)
    ]


def _move(points: list[Position], moves: list[list[float]], one: int, other: int, push: float) -> None:
    """Add to the moves of two points what drives them apart by `push`, or together where `push` is negative."""
    first, second = points[one], points[other]
    gap = distance(first, second) or 1e-9
    x, y = (first.x - second.x) / gap * push / 2, (first.y - second.y) / gap * push / 2
    moves[one][0] += x
    moves[one][1] += y
    moves[other][0] -= x
    moves[other][1] -= y


def _narrowed(points: list[Position]) -> list[Position]:
    """Points with as many columns as a layout may have."""
    left = min(point.x for point in points)
    wide = max(point.x for point in points) - left
    factor = min(1.0, (MOST_COLUMNS - 1) / wide) if wide else 1.0
    top = min(point.y for point in points)
    return [Position((point.x - left) * factor, (point.y - top) / factor) for point in points]


def _settled(spread: list[Position]) -> list[Cell]:
    """A cell for each point: the free one that is nearest. Points in the midst choose first."""
    middle = Position(sum(point.x for point in spread) / len(spread), sum(point.y for point in spread) / len(spread))
    order = sorted(range(len(spread)), key=lambda number: distance(spread[number], middle))
    rows = math.ceil(max(point.y for point in spread)) + 3
    free = set(product(range(-3, rows), range(MOST_COLUMNS)))
    taken: dict[int, Cell] = {}
    for number in order:
        point = spread[number]
        taken[number] = min(free, key=lambda cell: (distance(point, Position(cell[1], cell[0])), cell))
        free.remove(taken[number])
    return [taken[number] for number in range(len(spread))]


class _Board(NamedTuple):
    counties: list[County]
    edges: list[tuple[int, int]]
    spread: list[Position]
    cells: list[Cell]


def _annealed(board: _Board) -> list[Cell]:
    """The cells after many exchanges of tiles. The best arrangement that was met counts."""
    chance = random.Random(len(board.counties))  # noqa: S311  # no secret
    state = _State(board)
    steps = _MOVES * len(board.counties)
    flaw = least = 0.0
    best = list(state.cells)
    for step in range(steps):
        heat = _HOT * (_COLD / _HOT) ** (step / steps)
        number = chance.randrange(len(state.cells))
        row, column = state.cells[number]
        target = row + chance.randint(-_REACH, _REACH), column + chance.randint(-_REACH, _REACH)
        if target == (row, column) or not 0 <= target[1] < MOST_COLUMNS:
            continue
        change = state.exchange(number, target)
        if change <= 0 or chance.random() < math.exp(-change / heat):
            flaw += change
            if flaw < least - 1e-9:
                least, best = flaw, list(state.cells)
        else:
            state.exchange(number, (row, column), blind=True)
    return best


class _State:
    """An arrangement of tiles, and how far single changes make it better or worse."""

    def __init__(self, board: _Board) -> None:
        self.cells = list(board.cells)
        self._spread = board.spread
        self._groups = [county.prefecture or county.code for county in board.counties]
        self._at = {cell: number for number, cell in enumerate(self.cells)}
        self._near: list[list[tuple[int, float]]] = [[] for _ in self.cells]
        for one, other in board.edges:
            weight = 1.5 if self._groups[one] == self._groups[other] else 1.0
            self._near[one].append((other, weight))
            self._near[other].append((one, weight))
        self._members: dict[str, list[int]] = {}
        for number, group in enumerate(self._groups):
            self._members.setdefault(group, []).append(number)

    def exchange(self, number: int, target: Cell, *, blind: bool = False) -> float:
        """Move a county to a cell, and who is there to where the county was; returns how much worse that is."""
        source, other = self.cells[number], self._at.get(target)
        moved = [number] if other is None else [number, other]
        before = 0.0 if blind else self._flaws(moved, source, target)
        self._at[target] = number
        self.cells[number] = target
        if other is None:
            del self._at[source]
        else:
            self._at[source] = other
            self.cells[other] = source
        return 0.0 if blind else self._flaws(moved, source, target) - before

    def _flaws(self, moved: list[int], source: Cell, target: Cell) -> float:
        flaw = sum(map(self._astray, moved)) + sum(map(self._apart, moved))
        groups = dict.fromkeys(self._groups[number] for number in moved)
        if len(moved) == 1 or len(groups) > 1:
            flaw += _PIECES * sum(self._pieces(group) for group in groups)
        return flaw + _RAGGED * self._ragged(source, target)

    def _astray(self, number: int) -> float:
        (row, column), point = self.cells[number], self._spread[number]
        return _ASTRAY * ((row - point.y) ** 2 + (column - point.x) ** 2)

    def _apart(self, number: int) -> float:
        """How far the neighbours of a county are from it, beyond one tile."""
        row, column = self.cells[number]
        flaw = 0.0
        for other, weight in self._near[number]:
            there, across = self.cells[other]
            flaw += weight * max(0.0, (row - there) ** 2 + (column - across) ** 2 - 1)
        return _APART * flaw

    def _pieces(self, group: str) -> int:
        """Into how many pieces a prefecture falls, besides the first one."""
        left = {self.cells[number] for number in self._members[group]}
        pieces = 0
        while left:
            pieces += 1
            edge = [left.pop()]
            while edge:
                row, column = edge.pop()
                for down, right in _SIDES:
                    cell = row + down, column + right
                    if cell in left:
                        left.remove(cell)
                        edge.append(cell)
        return pieces - 1

    def _ragged(self, *cells: Cell) -> int:
        """Between how many pairs of cells, at and around some, there is a tile on one side alone."""
        pairs = {
            (min(cell, beside), max(cell, beside))
            for cell in cells
            for down, right in _SIDES
            for beside in [(cell[0] + down, cell[1] + right)]
        }
        return sum((one in self._at) != (other in self._at) for one, other in pairs)
