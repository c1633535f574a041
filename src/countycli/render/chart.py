"""Charts: figures of several years as points that lines join, described as data and drawn of characters.

Lines are drawn between figures of consecutive years, dots where years are missing between two figures, and nothing
where figures can't be compared. What stands apart, such as a part of a year, has room of its own on the right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple
from countycli.render.page import QUIET, Key
from countycli.render.raster import Raster
from countycli.render.scale import Scale, scale_of
from countycli.render.wrap import cell_width, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from countycli.render.page import Canvas, Line
    from countycli.render.vector.shapes import Cite, Drawing

_GAP = 3  # blank cells between entries of the key, and before what stands apart
_LEAST = 16  # cells of the years, however narrow the canvas


class Signs(NamedTuple):
    """The characters that a chart is made of. `turns` are corners: from the left up, up to the right, from the left
    down, down to the right. `dots` stand high in a cell, in the middle, and low.
    """

    marks: dict[str, str]
    level: str
    upright: str
    turns: tuple[str, str, str, str]
    dots: tuple[str, str, str]
    cut: str
    axis: str
    tick: str
    corner: str
    year: str

    def of(self, name: str) -> str:
        """The sign of a key; a letter stands for itself."""
        return self.marks.get(name) or {LINE: self.level, DOTS: self.dots[1], CUT: self.cut}.get(name, name)


# What a mark tells of its figure. Marks of several places bear the letters of the places instead.
EXACT, INEXACT, DOUBTFUL, TARGET, REFERENCE, SEVERAL = "exact", "inexact", "doubtful", "target", "reference", "several"
# Signs of the key that are no marks.
LINE, DOTS, CUT = "line", "dots", "cut"
_UNICODE = Signs(
    {EXACT: "●", INEXACT: "○", DOUBTFUL: "?", TARGET: "◇", REFERENCE: "+", SEVERAL: "*"},
    "─", "│", ("╯", "╭", "╮", "╰"), ("˙", "·", "."), "┊", "│", "┤", "└", "┴",
)  # fmt: skip
_ASCII = Signs(
    {EXACT: "o", INEXACT: "e", DOUBTFUL: "?", TARGET: "x", REFERENCE: "#", SEVERAL: "*"},
    "-", "|", ("+", "+", "+", "+"), ("'", ".", "."), ":", "|", "+", "+", "+",
)  # fmt: skip


class Mark(NamedTuple):
    """A figure in a chart: the month in which its period ends, and the `sign` that shows what kind of figure it is.
    `label` is written beside it in any case, `shown`, the figure as it is printed, where there is room. `told` gives
    what a reader learns who points at the mark: period and figure, notes, document, each on a line. `source` is the id
    of the document.
    """

    month: int
    value: float
    sign: str = EXACT
    label: str = ""
    shown: str = ""
    told: Callable[[], str] | None = None
    source: str = ""


class Join(NamedTuple):
    """A line between two marks of a curve, or dots where it is not `solid`."""

    first: int
    second: int
    solid: bool


class Curve(NamedTuple):
    """The marks of one place and what joins them. `letter` stands for all marks where there are several places, `name`
    for the whole curve.
    """

    marks: tuple[Mark, ...]
    joins: tuple[Join, ...] = ()
    style: str = ""
    letter: str = ""
    name: str = ""


class Aside(NamedTuple):
    """What stands apart on the right: figures of one period of another length. `left_out` says where the figures are
    found if there is no room.
    """

    label: str
    curves: tuple[Curve, ...]
    left_out: str = ""


class Cut(NamedTuple):
    """A change of territory, and in which month it was."""

    month: int
    told: str


class Chart(NamedTuple):
    """A chart as data. `years` are labels of the time axis by month. `title` is written above the axis, with `cut_off`
    where the axis doesn't begin at zero. With `zero` it always does. `covered` is what the key says of a curve beside
    others whose marks all lie behind those of others.
    """

    title: str
    curves: tuple[Curve, ...]
    years: tuple[tuple[int, str], ...]
    cuts: tuple[Cut, ...] = ()
    aside: Aside | None = None
    keys: tuple[Key, ...] = ()
    zero: bool = False
    cut_off: str = ""
    covered: str = ""

    def drawn(self, canvas: Canvas) -> list[Line]:
        signs = _UNICODE if canvas.unicode else _ASCII
        scale = self.scale()
        title = self.axis_title(scale)
        heads = [[(line, QUIET)] for line in wrap(title, canvas.width)] if title else []
        drawing = _Drawing(self, scale, signs, canvas.width)
        lines = drawing.lines()
        seen = {*drawing.seen, SEVERAL} if drawing.shared else drawing.seen
        keys = [*self._keys(signs, seen), *(Key(CUT, QUIET, cut.told) for cut in self.cuts)]
        left_out = self.aside.left_out if self.aside and not drawing.aside else ""
        below = [[(line, QUIET)] for line in wrap(left_out, canvas.width)] if left_out else []
        return [*heads, *lines, *_key(keys, signs, canvas.width), *below]

    def _keys(self, signs: Signs, seen: Collection[str]) -> Iterator[Key]:
        """What is said of the signs that are seen, and of a curve beside others in any case."""
        for key in self.keys:
            if key.sign not in signs.marks or key.sign in seen:
                yield key
            elif key.sign == REFERENCE:
                yield key._replace(text=f"{key.text} {self.covered}")

    def drawing(self, cite: Cite | None = None) -> Drawing:
        from countycli.render.vector.chart import drawing_of

        return drawing_of(self, cite)

    def scale(self) -> Scale:
        """The axis that shows all values."""
        return scale_of([mark.value for curve in self.all_curves for mark in curve.marks], zero=self.zero)

    def axis_title(self, scale: Scale) -> str:
        return self.title if scale.from_zero else f"{self.title} {self.cut_off}".strip()

    @property
    def all_curves(self) -> tuple[Curve, ...]:
        return (*self.curves, *(self.aside.curves if self.aside else ()))


class _Drawing:
    """A chart on its way to the screen: the time axis of `room` cells begins at the column `left`."""

    def __init__(self, chart: Chart, scale: Scale, signs: Signs, width: int) -> None:
        self.chart, self.scale, self.signs = chart, scale, signs
        self.left = max(cell_width(text) for _, text in scale.labels()) + 3
        self.aside = chart.aside
        self.behind = _behind(chart)
        if self._room(width) < _LEAST:
            self.behind = 1  # labels of the last marks stand above or below these
        if self._room(width) < _LEAST:
            self.aside = None
        self.room = max(self._room(width), _LEAST)
        self.raster = Raster(max(width, self.left + self.room + self.behind + self._beside), scale.height + 2)
        months = [month for month, _ in chart.years] + [mark.month for curve in chart.curves for mark in curve.marks]
        self.first, self.last = min(months), max(months)
        self.seen: set[str] = set()  # the signs of the marks that nothing covers
        self.shared: set[tuple[int, int]] = set()  # lines and columns at which marks of several places lie

    @property
    def _beside(self) -> int:
        """The cells that stand apart on the right."""
        return _aside_width(self.aside) if self.aside else 0

    def _room(self, width: int) -> int:
        """The cells that are left for the years."""
        return width - self.left - self.behind - self._beside

    def column(self, month: int) -> int:
        """The column of a month; the first one is half a label from the axis."""
        margin = min(2, self.room // 4)
        span = max(self.last - self.first, 1)
        return self.left + margin + round((month - self.first) / span * (self.room - 1 - 2 * margin))

    def lines(self) -> list[Line]:
        """Marks are drawn first, for nothing may cover them; then the lines, and what finds room beside them."""
        self._marks(self.chart.curves, self.column)
        for curve in self.chart.curves:
            for join in curve.joins:
                self._join(curve, join)
        self._labels(self.chart.curves, self.column)
        self._aside()
        self._axes()
        self._cuts()
        self._zero_line()
        return self.raster.lines()

    def _marks(self, curves: Sequence[Curve], column: Callable[[int], int]) -> None:
        """Where marks of several places lie on each other, one sign stands for them; in other cases the first covers
        the others.
        """
        found: dict[tuple[int, int], list[tuple[Mark, Curve]]] = {}
        for curve in curves:
            for mark in curve.marks:
                found.setdefault((self.scale.line(mark.value), column(mark.month)), []).append((mark, curve))
        for place, there in found.items():
            mark, curve = there[0]
            if len({curve.letter for _, curve in there if curve.letter}) > 1:
                self.shared.add(place)
                self.raster.put(*place, self.signs.marks[SEVERAL])
            else:
                self.seen |= set() if curve.letter else {mark.sign}
                self.raster.put(*place, self._sign(mark, curve), curve.style)

    def _sign(self, mark: Mark, curve: Curve) -> str:
        """Among several places the letter of the place: a small one where the figure is not exact."""
        if not curve.letter:
            return self.signs.marks[mark.sign]
        return curve.letter if mark.sign == EXACT else curve.letter.lower()

    def _labels(self, curves: Sequence[Curve], column: Callable[[int], int]) -> None:
        for curve in curves:
            for mark in curve.marks:
                if mark.label:
                    self._label(mark, curve, column(mark.month))

    def _label(self, mark: Mark, curve: Curve, column: int) -> None:
        """Write a label beside its mark, at the first of the places around the mark that is free: with the letter of
        the mark where it isn't plain whose label it is.
        """
        line = self.scale.line(mark.value)
        named = f"{self._sign(mark, curve)} {mark.label}" if curve.letter else mark.label
        beside = named if (line, column) in self.shared else mark.label
        for there, begin, text in ((line, column + 2, beside), *_around(line, column, named)):
            if self._has_room(there, begin, cell_width(text)):
                self.raster.put(there, begin, text, curve.style)
                return

    def _has_room(self, line: int, begin: int, width: int) -> bool:
        """Whether a text would stand between the axes with a blank on either side."""
        end = min(begin + width + 1, self.raster.width)
        return self.left <= begin and line < self.scale.height and self.raster.is_free(line, begin - 1, end - begin + 1)

    def _axes(self) -> None:
        signs, foot = self.signs, self.scale.height
        axis = self.left - 1
        for line, text in self.scale.labels():
            self.raster.put(line, axis - 1 - cell_width(text), text, QUIET)
            self.raster.put(line, axis, signs.tick, QUIET)
        for line in range(foot):
            self.raster.put(line, axis, signs.axis, QUIET)
        self.raster.put(foot, axis, signs.corner, QUIET)
        self._years(foot)
        self.raster.put(foot, self.left, signs.level * self.room, QUIET)

    def _years(self, foot: int) -> None:
        """The labels of years: first those of the last and the first one, then of others as far as they fit."""
        years = sorted(self.chart.years)
        for month, _ in years:
            self.raster.put(foot, self.column(month), self.signs.year, QUIET)
        for month, text in by_weight(years):
            width = cell_width(text)
            begin = max(min(self.column(month) - width // 2, self.left + self.room - width), self.left - 1)
            if self.raster.is_free(foot + 1, begin - 1, width + 2) or begin == 0:
                self.raster.put(foot + 1, begin, text, QUIET)

    def _join(self, curve: Curve, join: Join) -> None:
        first, second = curve.marks[join.first], curve.marks[join.second]
        begin, end = self.column(first.month), self.column(second.month)
        start, stop = self.scale.line(first.value), self.scale.line(second.value)
        if join.solid:
            self._stairs(begin, end, start, stop, curve.style)
        else:
            self._dots(begin, end, start, stop, curve.style)

    def _stairs(self, begin: int, end: int, start: int, stop: int, style: str) -> None:
        """A line from one mark to the other: level stretches, and a turn where the line rises or falls."""
        steps = end - begin - 1  # the columns between the marks
        before = start
        for number in range(1, steps + 1):
            line = start + round((stop - start) * number / steps)
            self._turn(begin + number, before, line, style)
            before = line

    def _turn(self, column: int, before: int, line: int, style: str) -> None:
        signs = self.signs
        if line == before:
            self.raster.put(line, column, signs.level, style)
            return
        leaves, enters = signs.turns[:2] if line < before else signs.turns[2:]
        self.raster.put(before, column, leaves, style)
        self.raster.put(line, column, enters, style)
        for between in range(min(line, before) + 1, max(line, before)):
            self.raster.put(between, column, signs.upright, style)

    def _dots(self, begin: int, end: int, start: int, stop: int, style: str) -> None:
        """Dots on the way from one mark to the other, so far from each other that they make no line. Nothing else is
        drawn between dots.
        """
        count = max((end - begin) // 2, abs(stop - start))
        signs = self.signs.dots
        places = []
        for part in (number / count for number in range(1, count)):
            thirds = round(len(signs) * (start + part * (stop - start)))  # of a line, from the middle of the first one
            line, sign = divmod(thirds + 1, len(signs))
            places.append((line, begin + round(part * (end - begin)), signs[sign]))
        for line, column, dot in places:
            self.raster.put(line, column, dot, style)
        for line, column, _ in places:
            self.raster.put(line, column - 1, " ")
            self.raster.put(line, column + 1, " ")

    def _cuts(self) -> None:
        for cut in self.chart.cuts:
            for line in range(self.scale.height):
                self.raster.put(line, self.column(cut.month), self.signs.cut, QUIET)

    def _zero_line(self) -> None:
        line = self.scale.line(0)
        if self.scale.from_zero and line < self.scale.height - 1:
            for column in range(self.left + 1, self.left + self.room, 2):
                if self.raster.is_free(line, column - 1, 3):
                    self.raster.put(line, column, self.signs.level, QUIET)

    def _aside(self) -> None:
        aside = self.aside
        if aside is None:
            return
        begin = self.left + self.room + self.behind + _GAP
        self._marks(aside.curves, lambda _: begin + 1)
        self._labels(aside.curves, lambda _: begin + 1)
        self.raster.put(self.scale.height + 1, begin, aside.label, QUIET)


def by_weight(years: Sequence[tuple[int, str]]) -> Sequence[tuple[int, str]]:
    """Labels of the time axis, those first that most need room: the last, the first, the others from the last on."""
    return (years[-1], years[0], *years[-2:0:-1])


def _around(line: int, column: int, text: str) -> Iterator[tuple[int, int, str]]:
    """Lines and columns around a mark at which its label may begin, with the label."""
    width = cell_width(text)
    right, centred, left = column + 2, column - width // 2, column - width - 1
    for begin, downs in ((centred, (-1, 1)), (right, (-1, 1, -2, 2)), (left, (-1, 1, 0))):
        for down in downs:
            yield line + down, begin, text


def _behind(chart: Chart) -> int:
    """The cells that labels take to the right of the last marks."""
    return max(map(_label_width, chart.curves), default=0) + 1


def _label_width(curve: Curve) -> int:
    """The cells of the widest label, with the letter that may stand before it."""
    return max(cell_width(mark.label) for mark in curve.marks) + (2 if curve.letter else 0)


def _aside_width(aside: Aside) -> int:
    return _GAP + max(cell_width(aside.label), *(_label_width(curve) + 3 for curve in aside.curves))


def _key(keys: Sequence[Key], signs: Signs, width: int) -> Iterator[Line]:
    """The entries of the key, as many in a line as fit."""
    line: Line = []
    used = 0
    for key in keys:
        sign = signs.of(key.sign)
        behind = cell_width(sign) + 1
        if line and used + _GAP + behind + cell_width(key.text) > width:
            yield line
            line, used = [], 0
        first, *rest = wrap(key.text, max(width - behind, _LEAST))
        line += [(" " * _GAP, "")] if line else []
        line += [(sign, key.style), (f" {first}", QUIET)]
        used += _GAP * bool(used) + behind + cell_width(first)
        for further in rest:
            yield line
            line, used = [(" " * behind + further, QUIET)], behind + cell_width(further)
    if line:
        yield line
