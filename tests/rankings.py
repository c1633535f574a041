"""Counties of which tests make rankings, and what they look at in a ranking."""

from __future__ import annotations

from countycli.query.rank import RankReport

LONGQUAN, SONGYANG, QUJIANG, YIWU, SHANGYU, PINGYANG, RUIAN = (
    "331181",
    "331124",
    "330803",
    "330782",
    "330604",
    "330326",
    "330381",
)
SHAOXING_COUNTY, KEQIAO = "330621", "330603"  # the former went on as the latter on 2013-10-18
XIACHENG, JIANGGAN = "330103", "330104"  # merged into 拱墅, divided: both on 2021-04-09
YUHANG, LINPING, QIANTANG = "330110", "330113", "330114"  # 临平 (half of 余杭) and 钱塘 since that day


def places_of(report: RankReport) -> list[tuple[int, str]]:
    return [(row.rank, row.place.code) for row in report.rows]


def codes_of(report: RankReport) -> list[str]:
    return [row.place.code for row in report.rows]


def reasons_of(report: RankReport) -> dict[str, str]:
    return {exclusion.code: exclusion.reason for exclusion in report.excluded}


def told(report: RankReport) -> dict[str, str]:
    """Who is left out for more than the want of any figure."""
    return {code: reason for code, reason in reasons_of(report).items() if reason != "no_figure"}
