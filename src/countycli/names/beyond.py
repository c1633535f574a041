"""Places in Hong Kong, Macao and Taiwan, which the book doesn't cover. Whoever asks for one is told so plainly: names
that merely look similar would mislead. Loaded only where no name fits.
"""

from __future__ import annotations

from countycli.errors import NotFoundError
from countycli.phrases import Phrase

# Names as name keys: in simplified and traditional script, in pinyin and in English. Longer names that begin with one
# of `_WHOLES`, such as 台湾省高雄市, are not covered either.
_WHOLES = (
    "香港",
    "澳门",
    "澳門",
    "台湾",
    "台灣",
    "臺灣",
    "xianggang",
    "aomen",
    "taiwan",
    "hongkong",
    "macao",
    "macau",
    "港澳",
    "810000",
    "820000",
    "710000",
)
# fmt: off
_PARTS = frozenset([
    "台北", "臺北", "新北市", "桃园", "桃園", "台中", "臺中", "台南", "臺南", "高雄", "基隆", "新竹", "嘉义", "嘉義",
    "宜兰", "宜蘭", "花莲", "花蓮", "台东", "臺東", "屏东", "屏東", "云林", "雲林", "南投", "彰化", "苗栗", "澎湖",
    "taibei", "taipei", "xinbei", "newtaipei", "taoyuan", "taizhong", "taichung", "tainan", "gaoxiong", "kaohsiung",
    "jilong", "keelung", "xinzhu", "hsinchu", "jiayi", "chiayi", "yilan", "hualian", "hualien", "taidong", "taitung",
    "pingdong", "pingtung", "yunlin", "nantou", "zhanghua", "changhua", "miaoli", "penghu", "hksar", "kowloon",
    "newterritories", "新界", "港岛", "港島", "沙田", "元朗", "屯门", "屯門", "氹仔", "路环", "路環",
])
# fmt: on
_KINDS = ("特别行政区", "特別行政區", "省", "市", "县", "縣", "city", "county", "sar", "shi", "xian")


def outside(text: str, key: str) -> NotFoundError | None:
    """The error for the name of a place in Hong Kong, Macao or Taiwan; None for any other name."""
    if not key.startswith(tuple(_WHOLES)) and _PARTS.isdisjoint({key, *map(key.removesuffix, _KINDS)}):
        return None
    return NotFoundError(
        Phrase("“{text}” is not covered: this book is of the counties of mainland China", text=text),
        Phrase("statistics of Hong Kong, Macao and Taiwan are not among its sources"),
    )
