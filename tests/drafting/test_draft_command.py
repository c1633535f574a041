from __future__ import annotations

import io
import os
import re
import shlex
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from conftest import ROOT, Pipe
from pypdf import PdfWriter

from countycli.cli.app import run
from countycli.cli.environment import Environment

if TYPE_CHECKING:
    from conftest import Program

CORPUS = ROOT / "tests" / "drafting" / "corpus"
COMMUNIQUE = str(CORPUS / "made-communique-a.txt")
SENTENCE = "2023年，龙泉市实现地区生产总值181.23亿元，增长7.5%。"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(SENTENCE, "utf-8")
    return path


def figures(countycli: Program, *arguments: str) -> dict[str, float]:
    found = countycli("data", "draft", *arguments, "--json").json["observations"]
    return {figure["metric"]: figure["value"] for figure in found}


def test_a_draft_is_a_file_that_can_be_shown(countycli: Program, tmp_path: Path) -> None:
    path = str(tmp_path / "mine.toml")
    assert countycli("data", "draft", COMMUNIQUE, "-o", path).code == 0
    assert countycli("data", "check", path).code == 0
    shown = countycli("show", "平阳", "gdp", "-p", "2023", "--data", path, "--prefer-own", "--json").json
    assert shown["observations"][0]["value"] == 712.83


def test_the_command_that_is_told_shows_the_draft(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "my draft.TOML"  # a name that a shell would split
    told = " ".join(countycli("data", "draft", COMMUNIQUE, "-o", str(path)).err.split())
    command, *arguments = shlex.split(re.findall("`(countycli show .*)`", told)[0])
    assert command == "countycli"
    shown = countycli(*arguments, "--json").json
    assert shown["county"]["name"] == "平阳县"
    assert shown["data"]["own"] == 1


def test_without_a_figure_there_is_nothing_to_be_shown(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("龙泉市会议\n\n会议研究工作。", "utf-8")
    told = countycli("data", "draft", str(path), "--published", "2024", "-o", str(tmp_path / "mine.toml")).err
    assert "no figure was found" in told
    assert "`countycli show" not in told


@pytest.mark.parametrize(
    ("ending", "library", "distribution"),
    [("docx", "docx", "python-docx"), ("pdf", "pypdf", "pypdf"), ("xlsx", "openpyxl", "openpyxl")],
)
def test_a_library_that_is_missing_is_brought_by_the_extra_that_is_told(
    ending: str,
    library: str,
    distribution: str,
    countycli: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / f"report.{ending}"
    if ending == "pdf":
        PdfWriter().write(path)
    elif ending == "xlsx":
        openpyxl.Workbook().save(path)
    else:
        docx.Document().save(str(path))
    monkeypatch.setitem(sys.modules, library, None)
    told = countycli("data", "import" if ending == "xlsx" else "draft", str(path)).err
    assert f"This needs {distribution}, which is not installed" in " ".join(told.split())
    (extra,) = re.findall(r"countycli\[(\w+)\]", told)
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert any(requirement.startswith(f"{distribution}>=") for requirement in extras[extra])


def test_a_draft_tells_place_printed_value_and_confidence(countycli: Program, report: Path) -> None:
    (gdp, growth) = countycli("data", "draft", str(report), "--json").json["observations"]
    assert (gdp["county"], gdp["metric"], gdp["period"], gdp["value"]) == ("331181", "gdp", "2023", 181.23)
    assert (gdp["printed"], gdp["at"], gdp["status"]) == ("181.23亿元", "第1段", "actual")
    assert 0.5 < gdp["confidence"] <= 1
    assert (growth["metric"], growth["printed"]) == ("gdp_growth", "增长7.5%")


def test_a_draft_has_programmes_ranks_and_inferred_periods(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    text = "2023年龙泉市GDP增长7.5%，增速居全市第1位。深入实施“双招双引”战略。"
    path.write_text(text, "utf-8")
    draft = countycli("data", "draft", str(path)).out
    assert 'gdp_growth = { value = 7.5, standing = "全市第1位"' in draft
    assert 'name = "双招双引"\nyear = 2023' in draft
    assert 'summary = ""' in draft
    path.write_text("撤县设市35年，龙泉市不断发展。", "utf-8")
    draft = countycli("data", "draft", str(path), "--published", "2024-02-25").out
    assert 'period = "2024-02"\ninferred = true' in draft


def test_what_is_left_out_is_told_with_place_and_reason(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"{SENTENCE}\n建成绿道12.5公里。", "utf-8")
    (left,) = countycli("data", "draft", str(path), "--json").json["left"]
    assert (left["printed"], left["at"]) == ("12.5公里", "第2段")
    assert "no indicator" in left["reason"]
    assert "# 第2段  …建成绿道12.5公里: " in countycli("data", "draft", str(path)).out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_texts_are_read_in_the_encodings_of_editors(encoding: str, countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(SENTENCE.encode(encoding))
    assert figures(countycli, str(path)) == {"gdp": 181.23, "gdp_growth": 7.5}


def test_big5_is_told_from_gb18030(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("2023年，龍泉市全年實現地區生產總值181.23億元，增長7.5%。".encode("big5"))
    assert figures(countycli, str(path)) == {"gdp": 181.23, "gdp_growth": 7.5}


def test_a_number_without_place_is_left_under_the_name_of_the_indicator(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("2023年，全县地区生产总值103.7亿元，增长7.6%。", "utf-8")
    told = countycli("data", "draft", str(path))
    assert "# 第1段  …地区生产总值103.7亿元: " in told.out
    assert "--county" in told.err


def test_traditional_characters_and_broken_numbers_are_read(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("２０２３年，龍泉市實現地區生產總值１８１．\n２３ 億元，增長 7. 5%。", "utf-8")
    assert figures(countycli, str(path)) == {"gdp": 181.23, "gdp_growth": 7.5}


def test_a_page_of_the_web_is_read_without_its_navigation(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    navigation = "<nav>龙泉市GDP增长99%</nav><script>var x = '龙泉市GDP增长98%'</script>"
    path.write_text(
        f"<html><title>公报</title>{navigation}<p>2023年，龙泉市实现地区生产总值<b>181.23</b>亿元，增长7.5%。</p>"
    )
    assert figures(countycli, str(path)) == {"gdp": 181.23, "gdp_growth": 7.5}


def test_stdin_is_read_where_the_file_is_a_dash() -> None:
    out, err = Pipe(), Pipe()
    environment = Environment(out, err, {"COUNTYCLI_LANG": "en", **os.environ}, io.BytesIO(SENTENCE.encode()))
    assert run(("data", "draft", "-"), environment) == 0
    assert "gdp = { value = 181.23" in out.getvalue()


def test_what_the_text_does_not_tell_can_be_given(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("去年全市实现地区生产总值181.23亿元。", "utf-8")
    assert figures(countycli, str(path)) == {}
    left = countycli("data", "draft", str(path), "--json").json["left"]
    assert "--county" in left[0]["reason"]
    assert figures(countycli, str(path), "--county", "龙泉", "--published", "2024-02-01") == {"gdp": 181.23}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xd0\xcf\x11\xe0" + bytes(40), "an old Word"),
        (bytes(range(256)) * 4, "is no text"),
        (b"The county's GDP grew by 5 per cent.", "hardly any Chinese"),
        (b"%PDF-1.4 nothing", "is a damaged PDF"),
        (b"PK\x03\x04 nothing", "is no document of Word"),
    ],
)
def test_files_without_a_text_are_refused_with_what_to_do(
    content: bytes, told: str, countycli: Program, tmp_path: Path
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    result = countycli("data", "draft", str(path), "--json")
    assert result.code == 2
    assert told in result.error["message"]


def test_options_that_mean_nothing_are_refused(countycli: Program, report: Path) -> None:
    assert countycli("data", "draft", str(report), "--kind", "novel").code == 2
    assert countycli("data", "draft", str(report), "--county", "无此县").code == 3
    assert countycli("data", "draft", "no-such-file.txt").code == 3


def text_pdf(text: str, path: Path) -> None:
    """A PDF of one line, in a font that every reader of Chinese PDFs has."""
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts ["
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> >>] >>"
    )
    stream = f"BT /F1 12 Tf 72 700 Td <{text.encode('utf-16-be').hex()}> Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 {font} >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 5\n0000000000 65535 f \n{table}trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    path.write_bytes(body + end.encode())


def test_a_pdf_with_text_is_read(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    text_pdf(SENTENCE, path)
    assert figures(countycli, str(path)) == {"gdp": 181.23, "gdp_growth": 7.5}


@pytest.mark.parametrize(("password", "told"), [("secret", "is encrypted"), ("", "has no text")])
def test_pdfs_that_give_no_text_are_told(password: str, told: str, countycli: Program, tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    path = tmp_path / "report.pdf"
    writer.write(path)
    result = countycli("data", "draft", str(path), "--json")
    assert result.code == 2
    assert told in result.error["message"]
    assert result.error["hint"]


def test_a_document_of_word_is_read_with_its_tables(countycli: Program, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    document.add_table(1, 2).rows[0].cells[0].text = "指标"
    path = tmp_path / "report.docx"
    document.save(str(path))
    assert figures(countycli, str(path)) == {"gdp": 181.23, "gdp_growth": 7.5}


@pytest.mark.parametrize(("part", "content"), [("word/document.xml", b"<w:document"), ("docProps/core.xml", b"<x")])
def test_a_damaged_document_of_word_is_told(part: str, content: bytes, countycli: Program, tmp_path: Path) -> None:
    whole, path = io.BytesIO(), tmp_path / "report.docx"
    docx.Document().save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, content if name == part else source.read(name))
    result = countycli("data", "draft", str(path), "--json")
    assert (result.code, result.error["message"]) == (2, f"{path} is no document of Word")


def test_a_file_that_is_too_large_is_refused_before_it_is_read_whole(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "film"
    with path.open("wb") as file:
        file.truncate(50 * 2**20)
    result = countycli("data", "draft", str(path), "--json")
    assert (result.code, result.error["message"]) == (2, f"{path} is larger than 20 MB")


def test_what_is_missing_is_said_with_the_option_that_supplies_it(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("全县实现地区生产总值181.23亿元。", "utf-8")
    told = countycli("data", "draft", str(path), "-o", str(tmp_path / "mine.toml")).err
    assert "give `--published`" in told
    assert "perhaps `--county` tells" in told


def test_no_sentence_of_the_document_goes_into_the_draft(countycli: Program) -> None:
    draft = countycli("data", "draft", COMMUNIQUE).out
    text = Path(COMMUNIQUE).read_text("utf-8")
    longest = max(
        (part for sentence in re.split(r"[。；，\s]", text) for part in [sentence] if part and part in draft), key=len
    )
    assert len(longest) < 25


@pytest.mark.parametrize("date", ["yesterday", "2024-02-30", "2024-13", "2024-1-5", "0024", "2024-W09-1"])
def test_a_date_that_is_none_is_refused(date: str, countycli: Program, report: Path) -> None:
    assert countycli("data", "draft", str(report), "--published", date).code == 2


@pytest.mark.parametrize(("date", "line"), [("2024-02-29", "2024-02-29"), ("2024-03", '"2024-03"'), ("2024", "2024")])
def test_a_date_may_be_a_day_a_month_or_a_year(date: str, line: str, countycli: Program, report: Path) -> None:
    assert f"\npublished = {line}\n" in countycli("data", "draft", str(report), "--published", date).out


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_the_name_of_a_file_adds_no_line_to_the_draft(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "a\nb.txt"
    path.write_text(SENTENCE, "utf-8")
    assert "\nb.txt" not in countycli("data", "draft", str(path)).out
