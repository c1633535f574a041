"""Charts drawn with lines and shapes, from the same description as those made of characters."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.record import NamedTuple
from countycli.render.chart import DOTS, EXACT, REFERENCE, SEVERAL, TARGET, by_weight
from countycli.render.vector.keys import keys_below
from countycli.render.vector.marks import RADIUS, mark_at
from countycli.render.vector.shapes import SMALL, Drawing, Markup, element, joined, label, path, told, width_of
from countycli.render.vector.space import Box, Space, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from countycli.render.chart import Aside, Chart, Curve, Cut, Mark
    from countycli.render.vector.shapes import Cite, Place

WIDTH = 880.0
_HEIGHT = 320.0  # of the plot
_LINE = 16.0  # from one line of text to the next
_MARGIN = 16.0  # within the plot, before the first mark and behind the last one
_BEHIND = 8.0  # from a mark to the label behind it
_APART = 24.0  # between the plot and what stands apart
_NEAR = 40.0  # labels of curves that end so far from the end of the plot stand there, too
_MOVED = 5.0  # how far a label may be from its mark without a line that leads there
_LIFT = 4.0  # from the middle of small letters to their foot


class _Ending(NamedTuple):
    """What is written behind the last mark of a curve, which lies at a place."""

    place: Place
    text: str
    style: str


def drawing_of(chart: Chart, cite: Cite | None = None) -> Drawing:
    return _Plot(chart).drawing(cite)


class _Plot:
    """A chart on its way to a drawing. The parts lie upon each other in the order in which they are drawn."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.scale = chart.scale()
        self.left = max(width_of(text) for _, text in self.scale.ticks()) + 12.0
        self.behind = max(width_of(_ending(curve, chart)) for curve in chart.curves) + _BEHIND
        aside = _aside_width(chart.aside) if chart.aside else 0.0
        self.right = WIDTH - self.behind - aside - 4.0
        self.cut_rows = _rows_of_cuts(self)
        self.top = 2 * _LINE + _LINE * (1 + max(self.cut_rows.values(), default=-1))
        self.foot = self.top + _HEIGHT
        self.space = Space(Box(self.left - _BEHIND, self.top - _LINE, self.right + self.behind, self.foot))

    def drawing(self, cite: Cite | None) -> Drawing:
        self._take()
        endings = list(self._endings())
        labels = list(self._labels())
        parts = [*self._axes(), *self._years(), *self._cuts(), *self._lines(), *endings]
        parts += [*self._marks(self.chart.curves, self.across), *labels, *self._aside()]
        keys = keys_below(self._keys(), WIDTH, cite)
        below = self.foot + 2.5 * _LINE
        return Drawing(WIDTH, below + keys.height, joined((*parts, keys.at(0.0, below)), "\n"), self._description())

    # Places

    def across(self, month: int) -> float:
        months = self._months
        first, last = min(months), max(months)
        room = self.right - self.left - 2 * _MARGIN
        return self.left + _MARGIN + (month - first) / max(last - first, 1) * room

    @property
    def _months(self) -> list[int]:
        return [month for month, _ in self.chart.years] + [
            mark.month for curve in self.chart.curves for mark in curve.marks
        ]

    def down(self, value: float) -> float:
        return self.foot - self.scale.height_of(value) * _HEIGHT

    def at(self, mark: Mark) -> Place:
        return self.across(mark.month), self.down(mark.value)

    def _take(self) -> None:
        """Note where marks and lines lie, so that no label is written over them."""
        for curve in self.chart.curves:
            for mark in curve.marks:
                self.space.take(_around(self.at(mark)))
            for join in curve.joins:
                self.space.take_line(self.at(curve.marks[join.first]), self.at(curve.marks[join.second]))
        for cut in self.chart.cuts:
            self.space.take_line((self.across(cut.month), self.top), (self.across(cut.month), self.foot))

    # Parts

    def _axes(self) -> Iterator[Markup]:
        yield label((0.0, _LINE - _LIFT), self.chart.axis_title(self.scale), "quiet")
        for value, text in self.scale.ticks():
            height = self.down(value)
            style = "axis" if value == 0 else "grid"
            yield path(f"thin {style}", [(self.left, height), (self.right, height)])
            yield label((self.left - 8.0, height + _LIFT), text, "quiet", anchor="end")

    def _years(self) -> Iterator[Markup]:
        foot = self.foot
        yield path("thin axis", [(self.left, foot), (self.right, foot)])
        years = sorted(self.chart.years)
        yield path("thin axis", *([(self.across(month), foot), (self.across(month), foot + 5)] for month, _ in years))
        below = Space(Box(0.0, foot, self.right + self.behind, foot + 2 * _LINE))
        for month, text in dict.fromkeys(by_weight(years)):
            box = _box((self.across(month), foot + 1.2 * _LINE), f" {text} ", "middle")
            if below.first_free([box]):
                yield label((self.across(month), foot + 1.2 * _LINE), text, "quiet", anchor="middle")

    def _cuts(self) -> Iterator[Markup]:
        feet = {cut: 2.5 * _LINE + row * _LINE for cut, row in self.cut_rows.items()}
        for month in {cut.month: None for cut in feet}:
            top = max(foot for cut, foot in feet.items() if cut.month == month) + 3.0
            yield path("thin cut border", [(self.across(month), top), (self.across(month), self.foot)])
        for cut, foot in feet.items():
            yield label((_begin_of_cut(cut, self), foot), cut.told, "halo border")

    def _lines(self) -> Iterator[Markup]:
        for curve in self.chart.curves:
            width = "thin" if curve.marks[0].sign == REFERENCE else "line"
            for is_solid, joins in groupby(curve.joins, lambda join: join.solid):
                ends = ([self.at(curve.marks[join.first]), self.at(curve.marks[join.second])] for join in joins)
                yield path(f"{width} {'' if is_solid else 'dots '}{curve.style}", *ends)

    def _marks(self, curves: Sequence[Curve], across: Callable[[int], float]) -> Iterator[Markup]:
        """The first curve lies above the others."""
        for curve in reversed(curves):
            for mark in curve.marks:
                drawn = mark_at((across(mark.month), self.down(mark.value)), mark.sign, curve.letter)
                yield told(mark.told() if mark.told else "", drawn, style=curve.style)

    def _endings(self) -> Iterator[Markup]:
        """The names and last values of curves: behind the plot where curves end there, else beside their last marks."""
        found = [self._ending(curve) for curve in self.chart.curves if _ending(curve, self.chart)]
        found.sort(key=lambda ending: ending.place[1])
        late = [ending for ending in found if ending.place[0] >= self.right - _MARGIN - _NEAR]
        heights = spread([ending.place[1] for ending in late], _LINE, self.top, self.foot)
        for ending, height in zip(late, heights, strict=True):
            yield from self._behind(ending, height)
        for ending in found:
            if ending not in late:
                yield from self._beside(ending)

    def _beside(self, ending: _Ending) -> Iterator[Markup]:
        box = self.space.first_free(_boxes_around(ending.place, ending.text, is_behind=True))
        if box:
            yield _text_in(box, ending)
            return
        heights = sorted(range(int(self.top), int(self.foot)), key=lambda height: abs(height - ending.place[1]))
        free = (height for height in heights if self.space.is_free(_box((self.right, height + _LIFT), ending.text)))
        yield from self._behind(ending, next(free, ending.place[1]))

    def _ending(self, curve: Curve) -> _Ending:
        last = next((mark for mark in reversed(curve.marks) if mark.label), curve.marks[-1])
        return _Ending(self.at(last), _ending(curve, self.chart), curve.style)

    def _behind(self, ending: _Ending, height: float) -> Iterator[Markup]:
        """A label behind the plot, and a thin line that leads there where it doesn't stand beside its mark."""
        left, begin = self.right, ending.place
        self.space.take(_box((left, height + _LIFT), ending.text))
        if abs(begin[1] - height) > _MOVED or left - begin[0] > _NEAR:
            bend = self.right - _MARGIN + RADIUS + 2.0
            ends = [(begin[0] + RADIUS + 2.0, begin[1]), (bend, begin[1]), (left - 3.0, height)]
            yield path("thin axis", ends if begin[0] + RADIUS + 2.0 < bend else ends[1:])
        yield label((left, height + _LIFT), ending.text, f"halo {ending.style}")

    def _labels(self) -> Iterator[Markup]:
        """Values beside their marks as far as there is room: first of what is not exact, then of the latest."""
        named = [
            (mark, curve)
            for curve in self.chart.curves
            for mark in reversed(curve.marks)
            if mark.shown and not mark.label and (mark.sign != EXACT or not curve.letter)
        ]
        for mark, curve in sorted(named, key=lambda pair: pair[0].sign == EXACT):
            box = self.space.first_free(_boxes_around(self.at(mark), mark.shown))
            if box:
                yield _text_in(box, _Ending(self.at(mark), mark.shown, curve.style))

    def _aside(self) -> Iterator[Markup]:
        """What stands apart, with an axis of its own so that no eye joins it to the years."""
        aside = self.chart.aside
        if aside is None:
            return
        begin = WIDTH - _aside_width(aside) + _APART
        yield path("thin axis", [(begin, self.foot), (WIDTH, self.foot)])
        yield label((begin, self.foot + 1.2 * _LINE), aside.label, "quiet")
        yield from self._marks(aside.curves, lambda _: begin + _BEHIND)
        curves = sorted(aside.curves, key=lambda curve: -curve.marks[0].value)
        wanted = [self.down(curve.marks[0].value) for curve in curves]
        for curve, height in zip(curves, spread(wanted, _LINE, self.top, self.foot), strict=True):
            yield label((begin + 2 * _BEHIND, height + _LIFT), curve.marks[0].shown, curve.style)

    def _keys(self) -> Iterator[tuple[Markup, str]]:
        """Signs with what they mean. Places have their names in the chart, and nothing covers a mark."""
        for key in self.chart.keys:
            if key.sign == DOTS:
                yield path("line dots quiet", [(0.0, 0.0), (22.0, 0.0)]), key.text
            elif key.sign == REFERENCE:
                line = path("thin quiet", [(0.0, 0.0), (22.0, 0.0)])
                yield element("g", line, mark_at((11.0, 0.0), REFERENCE), class_="quiet"), key.text
            elif len(key.sign) > 1 and key.sign not in (EXACT, SEVERAL):
                yield element("g", mark_at((11.0, 0.0), key.sign), class_="quiet"), key.text

    def _description(self) -> str:
        """All figures in words."""
        marks = (mark for curve in self.chart.all_curves for mark in curve.marks)
        figures = (mark.told().split("\n")[0] for mark in marks if mark.told)
        return "\n".join((self.chart.axis_title(self.scale), *figures, *(cut.told for cut in self.chart.cuts)))


def _begin_of_cut(cut: Cut, plot: _Plot) -> float:
    """Where the text above a cut begins: centred above the cut, but within the drawing."""
    width = width_of(cut.told)
    return max(min(plot.across(cut.month) - width / 2, WIDTH - width), 0.0)


def _rows_of_cuts(plot: _Plot) -> dict[Cut, int]:
    """The row in which the text above each cut stands, so that no two texts meet."""
    ends: list[float] = []
    rows = {}
    for cut in sorted(set(plot.chart.cuts)):
        begin = _begin_of_cut(cut, plot)
        row = next((row for row, end in enumerate(ends) if end < begin), len(ends))
        ends[row : row + 1] = [begin + width_of(cut.told) + _BEHIND]
        rows[cut] = row
    return rows


def _ending(curve: Curve, chart: Chart) -> str:
    """What is written at the end of a curve: its name where there are several, and its last value."""
    if curve.marks[0].sign == TARGET:
        return ""
    is_named = sum(bool(curve.name) for curve in chart.curves) > 1
    value = next((mark.label for mark in reversed(curve.marks) if mark.label), "")
    return " ".join(filter(None, (curve.name if is_named else "", value)))


def _aside_width(aside: Aside) -> float:
    widest = max(width_of(curve.marks[0].shown) for curve in aside.curves) + 2 * _BEHIND
    return _APART + max(width_of(aside.label), widest)


def _around(place: Place) -> Box:
    reach = RADIUS + 2.0
    return Box(place[0] - reach, place[1] - reach, place[0] + reach, place[1] + reach)


def _box(foot: Place, text: str, anchor: str = "") -> Box:
    width = width_of(text)
    left = foot[0] - width / 2 if anchor == "middle" else foot[0]
    return Box(left, foot[1] - SMALL, left + width, foot[1] + 3.0)


def _boxes_around(place: Place, text: str, *, is_behind: bool = False) -> Iterable[Box]:
    """Where a text may stand beside a mark: above, below, to the right, to the left, and between these; on the right
    first where it belongs to the end of a curve.
    """
    across, down = place
    width = width_of(text)
    right, left, centre = across + 10.0, across - 10.0 - width, across - width / 2
    feet = [(centre, -10.0), (centre, 20.0), (right, _LIFT), (left, _LIFT)]
    feet += [(left + 8.0, -9.0), (right - 8.0, 19.0), (right - 8.0, -9.0), (left + 8.0, 19.0)]
    feet += [(left, -4.0), (right, 12.0), (right, -4.0), (left, 12.0)]
    if is_behind:
        feet = [(right, _LIFT), *feet, (right, -16.0), (right, 24.0), (centre, -26.0), (centre, 36.0)]
    return (_box((begin, down + below), text) for begin, below in feet)


def _text_in(box: Box, ending: _Ending) -> Markup:
    return label((box.left, box.bottom - 3.0), ending.text, f"halo {ending.style}")
