"""What contributors are told and given is what there is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from conftest import ROOT, tool_named

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
# Names in CONTRIBUTING.md that are no files here: patterns and what is still to be written.
NO_FILES = re.compile("[<>*]")


def test_the_files_that_contributing_names_are_there() -> None:
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|toml|md))`", CONTRIBUTING))
    roots = (ROOT, ROOT / "src" / "countycli", ROOT / "src" / "countycli" / "locale")
    missing = {name for name in named if not NO_FILES.search(name) and not any((it / name).exists() for it in roots)}
    assert len(named) > 20
    assert missing == set()


def test_the_functions_that_the_tour_names_are_there() -> None:
    _, _, tour = ARCHITECTURE.partition("## A tour of one figure")
    tour = tour.partition("\n## ")[0]
    steps = re.findall(r"`([\w/]+\.py)`(?:, | and |: )((?:`\w+`(?:, | and )?)+)", tour)
    assert len(steps) >= 8
    for module, functions in steps:
        code = (ROOT / "src" / "countycli" / module).read_text("utf-8")
        for function in re.findall(r"`(\w+)`", functions):
            assert re.search(rf"^\s*(?:def|class) {function}\b", code, re.MULTILINE), (module, function)


def test_the_lines_that_look_into_a_compile_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (lines,) = re.findall(r"```python\n(.*?)```", CONTRIBUTING, re.DOTALL)
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    exec(lines, names)  # noqa: S102  # the page's own lines
    names["index"].close()
    assert "龙泉市" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["wrong-figure", "missing-data", "bug"])
def test_issue_templates_have_what_the_forge_demands(name: str) -> None:
    text = (ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml").read_text("utf-8")
    assert re.findall(r"^(name|description|title|labels|body):", text, re.MULTILINE) == [
        "name",
        "description",
        "title",
        "labels",
        "body",
    ]
    fields = re.findall(r"^    id: (.+)$", text, re.MULTILINE)
    assert len(set(fields)) == len(fields) == len(re.findall(r"^  - type:", text, re.MULTILINE))
    assert "version" in fields or name == "missing-data"


def test_ci_runs_every_python_that_the_package_names() -> None:
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    classified = re.findall(r"Python :: (3\.\d+)", project)
    listed = re.findall(r"^        python: \[(.+)\]$", workflow, re.MULTILINE)
    assert [re.findall(r"3\.\d+", pythons) for pythons in listed] == [classified, classified]  # tests, and releases
    assert all(f"{system}-latest" in workflow for system in ("ubuntu", "macos", "windows"))


def test_the_lowest_versions_are_those_of_the_package() -> None:
    lowest = tool_named("lowest")
    assert lowest.lowest("typer>=0.26,<0.29") == "typer==0.26.*"
    with pytest.raises(ValueError, match="names no lowest"):
        lowest.lowest("typer")


@pytest.mark.parametrize(
    ("now", "before", "wrong"),
    [(93.0, [], False), (93.0, [90.0, 93.0], False), (93.5, [90.0, 93.0], False), (92.5, [90.0, 93.0, 91.0], True)],
)
def test_the_floor_of_coverage_is_never_lowered(now: float, before: list[float], wrong: bool) -> None:
    told = tool_named("coverage_floor").error(now, before)
    assert (told is not None) is wrong


@pytest.mark.parametrize(
    ("measured", "now", "raised"), [(93.4, 93.0, None), (94.0, 93.0, None), (94.1, 93.0, "94.0"), (94.7, 93.0, "94.5")]
)
def test_a_gain_in_coverage_is_kept(measured: float, now: float, raised: str | None) -> None:
    told = tool_named("coverage_floor").advice(measured, now)
    assert told is None if raised is None else told.endswith(f" to {raised}")
