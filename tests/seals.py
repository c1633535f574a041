"""Written files: what they answer, whether they are whole, and what they are without their seals."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from countycli.errors import ExitCode

if TYPE_CHECKING:
    from conftest import Program

ENDINGS = ("csv", "tsv", "json", "jsonl", "xlsx", "html", "md", "svg", "txt")
BESIDE = ("csv", "tsv", "jsonl", "txt")  # formats whose seal is a file
ASKED = {
    "show": ("show", "龙泉"),
    "rank": ("rank", "gdp", "--in", "丽水"),
    "compare": ("compare", "龙泉", "松阳"),
    "trend": ("trend", "龙泉", "-m", "gdp"),
    "map": ("map", "gdp", "--in", "丽水"),
    "initiatives": ("initiatives", "--county", "松阳"),
    "targets": ("targets", "松阳"),
    "coverage": ("coverage", "--in", "丽水"),
    "why": ("why", "平阳", "gdp", "-p", "2023"),
    "cite": ("cite", "龙泉", "gdp_growth"),
    "search": ("search", "营商环境"),
    "sources": ("sources", "--in", "丽水"),
    "metrics": ("metrics", "gdp"),
}


def written(frozen: Program, path: Path, *arguments: str, lang: str = "en", **variables: Any) -> Path:
    result = frozen(*arguments, "-o", str(path), lang=lang, **variables)
    assert result.code == 0, result.err
    return path


def verified(frozen: Program, path: Path, **variables: Any) -> Any:
    result = frozen("verify", str(path), "--json", **variables)
    assert result.code in (ExitCode.OK, ExitCode.CHANGED), result.err
    assert result.code == (ExitCode.CHANGED if result.json["state"] == "changed" else ExitCode.OK)
    return result.json


_SEALS = (
    r',\n  "fixity": \{.*\}(?=\n\}\n$)',
    r"\n<!-- countycli-fixity .* -->\n$",
    r"<p>SHA-256 .*</p>\n(?=</footer>)",
    r'<script type="application/json" id="countycli-fixity">.*</script>\n',
    r'<metadata id="countycli-fixity">.*</metadata>\n',
)


def unsealed(text: str) -> str:
    """The text as it would stand on stdout."""
    for pattern in _SEALS:
        text = re.sub(pattern, "", text)
    return text
