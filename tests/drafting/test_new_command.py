from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import tomli

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Program


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_template_is_toml_that_lacks_only_a_title(lang: str, countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    assert countycli("data", "new", "龙泉", "-p", "2025", "-o", str(path), lang=lang).code == 0
    (block,) = tomli.loads(path.read_text("utf-8"))["observations"]
    assert block == {"county": "331181", "period": "2025"}
    checked = countycli("data", "check", str(path), lang="en")
    assert checked.code == 5
    assert [line.split(": ")[1][:12] for line in checked.out.splitlines() if path.name in line] == ["D104 `title`"]


def test_a_template_that_is_filled_in_answers(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    text = countycli("data", "new", "丽水", "-p", "2025", "-m", "gdp", "-m", "income").out
    assert [line.split()[1] for line in text.splitlines() if " =    # " in line] == ["gdp", "income"]
    every = [
        line.removeprefix("# ")
        if line.startswith(("# [[", "# name", "# year", "# cat", "# stage", "# summ", "# county"))
        else line
        for line in text.splitlines()
    ]
    filled = "\n".join(every).replace('title = ""', 'title = "公报"').replace("# gdp    =", "gdp = 2300.5")
    filled = filled.replace('name = ""', 'name = "绿道计划"').replace('summary = ""', 'summary = "修绿道。"')
    path.write_text(filled.replace("[[targets]]\ncounty", '[[targets]]\nperiod = "2025"\ncounty'), "utf-8")
    assert countycli("data", "check", str(path)).code == 0
    shown = countycli("show", "丽水", "gdp", "-p", "2025", "--data", str(path), "--prefer-own", "--json").json
    assert (shown["observations"][0]["value"], shown["observations"][0]["source"]) == (2300.5, "own/mine")


def test_what_is_filled_in_already_is_not_written_over(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("mine", "utf-8")
    result = countycli("data", "new", "龙泉", "-o", str(path))
    assert (result.code, path.read_text("utf-8")) == (2, "mine")


def test_a_template_takes_no_name_of_another_format(countycli: Program, tmp_path: Path) -> None:
    result = countycli("data", "new", "龙泉", "-o", str(tmp_path / "mine.xlsx"))
    assert (result.code, list(tmp_path.iterdir())) == (2, [])
    assert "end the name in .toml" in result.err


def test_names_are_resolved_as_everywhere(countycli: Program) -> None:
    assert countycli("data", "new", "鼓楼").code == 4
    assert countycli("data", "new", "龙泉", "-m", "nothing").code == 3


def test_a_place_that_is_no_more_gets_a_year_in_which_it_was(countycli: Program) -> None:
    text = countycli("data", "new", "江干区", "-m", "gdp").out
    (block,) = tomli.loads(text)["observations"]
    assert block == {"county": "330104", "period": "2020"}
    later = countycli("data", "new", "江干区", "-p", "2025")
    assert (later.code, later.out) == (2, "")
    assert "330104" in later.err


@pytest.mark.parametrize(
    ("name", "code"), [("浙江", "330000"), ("延边州", "222400"), ("全国", "000000"), ("余杭市", "330110")]
)
def test_regions_and_former_names_have_files_too(name: str, code: str, countycli: Program) -> None:
    (block,) = tomli.loads(countycli("data", "new", name, "-p", "2025", "-m", "gdp").out)["observations"]
    assert block == {"county": code, "period": "2025"}


def test_a_folder_is_no_file_to_write_to(countycli: Program, tmp_path: Path) -> None:
    for output in (tmp_path, tmp_path / "none" / "mine.toml"):
        result = countycli("data", "new", "龙泉", "-o", str(output))
        assert (result.code, result.out) == (1, "")
        assert "can't be written" in result.err
