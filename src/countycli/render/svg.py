"""A page as it looks on a terminal, as a picture that scales (SVG), on light ground or dark as the viewer prefers.

Rich can export SVG, too, but it gives each text the width of as many narrow characters as it has, so that Chinese text
is squeezed to half its width, and it points to fonts in the network.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.render.page import Line

_CELL, _LINE, _FONT = 8.4, 19.0, 14.0  # pixels: width of a cell, height of a line, size of the letters
_MARGIN = 16.0
_BASE = 0.74  # of a line's height, from its upper edge to the foot of the letters
_BLOCKS = {"█": 1.0, "▉": 7 / 8, "▊": 6 / 8, "▋": 5 / 8, "▌": 4 / 8, "▍": 3 / 8, "▎": 2 / 8, "▏": 1 / 8}
# The colours of a terminal on dark ground and on light; `ground` and `text` where nothing else is said.
_DARK = {
    "ground": "#16181d", "text": "#d7dae0", "black": "#16181d", "red": "#ff7b72", "green": "#7ee787",
    "yellow": "#e3b341", "blue": "#79c0ff", "magenta": "#d2a8ff", "cyan": "#56d4dd", "white": "#d7dae0",
    "grey": "#7d8590",
}  # fmt: skip
_LIGHT = {
    "ground": "#ffffff", "text": "#1f2328", "black": "#1f2328", "red": "#b42318", "green": "#116329",
    "yellow": "#805500", "blue": "#0550ae", "magenta": "#7a2fb3", "cyan": "#0b6e80", "white": "#57606a",
    "grey": "#8c959f",
}  # fmt: skip
_SHAPES = """
text { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC",
  "Sarasa Mono SC", "PingFang SC", "Microsoft YaHei", monospace; font-size: %gpx; white-space: pre }
.bold { font-weight: 700 } .dim { opacity: .62 } .underline { text-decoration: underline }
"""


def render_lines(lines: list[Line], title: str) -> str:
    """The lines as one picture; `title` is what programs that read pictures aloud say of it."""
    width = max((sum(cell_width(text) for text, _ in line) for line in lines), default=1) * _CELL + 2 * _MARGIN
    height = len(lines) * _LINE + 2 * _MARGIN
    body = "\n".join(part for number, line in enumerate(lines) for part in _drawn(line, _MARGIN + number * _LINE))
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}'
        f' role="img">\n<title>{escape(title)}</title>\n<style>{_style()}</style>\n'
        f'<rect class="ground" width="100%" height="100%" rx="8"/>\n{body}\n</svg>\n'
    )


def _style() -> str:
    """Colours stand in the rules themselves: programs other than browsers don't know variables, and draw in black."""
    light, dark = (_fills(shades) for shades in (_LIGHT, _DARK))
    return f"{_SHAPES % _FONT}{light}\n@media screen and (prefers-color-scheme: dark) {{ {dark} }}\n"


def _fills(shades: dict[str, str]) -> str:
    named = " ".join(f".{name} {{ fill: {colour} }}" for name, colour in shades.items())
    return f"text {{ fill: {shades['text']} }} {named}"


def _drawn(line: Line, top: float) -> Iterator[str]:
    """The texts and bars of a line. Each stretch is told its width: so columns stand below each other in any font."""
    left = _MARGIN
    for text, attributes in line:
        style, _, ground = attributes.replace("bright_black", "grey").replace("bright_", "").partition("on ")
        if "reverse" in style:
            style, ground = ground or "ground", style
        if ground:
            yield _rect(left, top, cell_width(text) * _CELL, _LINE, ground)
        for kind, chars in groupby(text, key=_kind):
            part = "".join(chars)
            wide = cell_width(part) * _CELL
            if kind == "block":
                yield _rect(left, top + 2, sum(_BLOCKS[char] for char in part) * _CELL, _LINE - 4, style)
            elif part.strip():
                yield _text(part, left, top + _LINE * _BASE, wide, style)
            left += wide


def _kind(char: str) -> str:
    return "block" if char in _BLOCKS else "wide" if cell_width(char) > 1 else "narrow"


def _text(text: str, left: float, foot: float, width: float, style: str) -> str:
    return (
        f'<text x="{left:g}" y="{foot:g}" textLength="{width:g}" lengthAdjust="spacingAndGlyphs"{_classes(style)}>'
        f"{escape(text)}</text>"
    )


def _rect(left: float, top: float, width: float, height: float, style: str) -> str:
    """A filled stretch, in the colour of the text where the style names none."""
    if not _DARK.keys() & style.split():
        style = f"{style} text"
    return f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}"{_classes(style)}/>'


def _classes(style: str) -> str:
    known = [name for name in style.split() if name in (*_DARK, "bold", "dim", "underline")]
    return f' class="{" ".join(known)}"' if known else ""
