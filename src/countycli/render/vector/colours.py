"""Colours, lines and letters of drawings, as one style sheet.

On light ground unless the reader's system prefers dark, and always light on paper. Colours are written where they are
used, not as variables, which programs other than browsers don't know.
"""

from __future__ import annotations

from countycli.record import NamedTuple

DRAWING = "drawing"  # the class of a drawing, without which no rule below applies

_FIXED = """
.drawing { font-family: system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei",
  "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; font-variant-numeric: tabular-nums; print-color-adjust: exact }
.drawing text { fill: currentColor; white-space: pre }
.drawing .title { font-weight: 600 }
.drawing .line { fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round }
.drawing .thin { fill: none; stroke: currentColor; stroke-width: 1 }
.drawing .dots { stroke-dasharray: 0.1 5; stroke-linecap: round; stroke-width: 2 }
.drawing .thin.dots { stroke-dasharray: 0.1 4; stroke-width: 1.3 }
.drawing .cut { stroke-dasharray: 4 3 }
.drawing .mark { fill: currentColor; stroke: currentColor; stroke-width: 1.5; stroke-linejoin: round }
.drawing .doubt { font-weight: 700 }
.drawing .halo { paint-order: stroke; stroke-width: 4; stroke-linejoin: round }
"""


class _Colour(NamedTuple):
    """A property of what a class names, on light ground and on dark."""

    selector: str
    property: str
    light: str
    dark: str


_COLOURS = (
    _Colour("", "color", "#1f2328", "#d7dae0"),
    _Colour(".ground", "fill", "#ffffff", "#16181d"),
    _Colour(".halo", "stroke", "#ffffff", "#16181d"),
    _Colour(".hollow", "fill", "#ffffff", "#16181d"),
    _Colour(".quiet", "color", "#626a73", "#9aa2ad"),
    _Colour(".grid", "color", "#e3e7eb", "#2b3038"),
    _Colour(".axis", "color", "#8c959f", "#7d8590"),
    _Colour(".border", "color", "#57606a", "#aab2bd"),
    _Colour(".cyan", "color", "#0b6e80", "#56d4dd"),
    _Colour(".magenta", "color", "#a2329b", "#e29af0"),
    _Colour(".green", "color", "#2f7d32", "#7ee787"),
    _Colour(".yellow", "color", "#966400", "#e3b341"),
    _Colour(".blue", "color", "#1f4fbf", "#79b0ff"),
    _Colour(".red", "color", "#b42318", "#ff8a80"),
    _Colour(".caution", "color", "#805500", "#e3b341"),
    _Colour(".accent", "color", "#0b6e80", "#56d4dd"),
    _Colour(".blank", "fill", "#f3f6f8", "#1e2128"),
    _Colour(".hatch", "color", "#aab2bd", "#4a515c"),
)
# From the lowest class to the highest: one hue after the other, and each darker than the one before (on dark ground
# lighter), so that the order is seen without colours and in print. With the colour of the letters on it.
_RAMP_LIGHT = (
    ("#eef3c9", "#1f2328"), ("#bfe3b4", "#1f2328"), ("#7bccc0", "#1f2328"),
    ("#3fa9c4", "#10202b"), ("#2a6fab", "#ffffff"), ("#253a85", "#ffffff"),
)  # fmt: skip
_RAMP_DARK = (
    ("#262f5c", "#e8ebf2"), ("#2b5a8c", "#ffffff"), ("#3a97b8", "#0b1116"),
    ("#55b5ad", "#0b1116"), ("#a3d9a5", "#0b1116"), ("#f1f3b5", "#0b1116"),
)  # fmt: skip
_STEPS = len(_RAMP_LIGHT)


def ramp(position: int, classes: int) -> str:
    """The style of a class, counted from the lowest one, which is 0, among so many classes. Few classes are far from
    each other.
    """
    step = _STEPS // 2 if classes == 1 else round(position * (_STEPS - 1) / (classes - 1))
    return f"ramp{step}"


def style_sheet() -> str:
    """The rules of all drawings. Those of cells in the same colours, as tables have them, begin with `td`."""
    light, dark = (_rules(is_dark=is_dark) for is_dark in (False, True))
    return f"{_FIXED}{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def _rules(*, is_dark: bool) -> str:
    rules = [
        f".{DRAWING} {selector} {{ {name}: {dark if is_dark else light} }}".replace("  ", " ")
        for selector, name, light, dark in _COLOURS
    ]
    for step, (ground, letters) in enumerate(_RAMP_DARK if is_dark else _RAMP_LIGHT):
        rules += [f".{DRAWING} .ramp{step} {{ fill: {ground} }} .{DRAWING} .ramp{step}-letters {{ color: {letters} }}"]
        rules += [f"td.ramp{step} {{ background: {ground}; color: {letters} }}"]
    return "\n".join(rules)
