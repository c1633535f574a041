"""Numbers that stand in a row: 11%、13.7%和11.4%."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting.tokens import Kind, Token
from countycli.drafting.wording import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.drafting.numbers import Amount

_NOUNS = (Kind.OTHER, Kind.PART, Kind.NAME, Kind.GROUP, Kind.NOUN, Kind.LEADING)


def counts_what_follows(number: Token, after: Sequence[Token]) -> bool:
    """Whether a number belongs to a noun behind it: 56项改革, 10亿元以上项目, 超过2000亿元的区县."""
    if not after or number.amount is None:
        return False
    if is_aim(after):
        return False
    if after[0].text == "的":
        return len(after) < 2 or after[1].kind not in (Kind.RISE, Kind.RATE)
    if after[0].kind not in (Kind.OTHER, Kind.NAME, Kind.PART):
        return False
    counted = number.amount.unit in word_list("counted") and number.amount.unit not in ("人", "户")
    return counted or number.text.endswith(("以上", "以下", "以内"))


def goes_on_with_noun(after: Sequence[Token]) -> bool:
    """Whether anything is named, or done, right behind a number: 95亿元重大项目落地."""
    behind = next((token for token in after if token.kind is not Kind.IDLE), None)
    return behind is not None and behind.kind in _NOUNS and not is_aim(after)


def is_aim(after: Sequence[Token]) -> bool:
    """Whether what follows a number calls the number an aim: 增长8%的目标."""
    behind = [token.text for token in after[:2] if token.text != "的"]
    return bool(behind) and behind[0].startswith(("目标", "预期目标", "奋斗目标"))


def called_aims(tokens: Sequence[Token]) -> bool:
    """Whether any number of the clause with which these tokens begin is called an aim."""
    for place, token in enumerate(tokens):
        if token.kind in (Kind.PAUSE, Kind.BREAK, Kind.STOP):
            return False
        if token.kind in (Kind.AMOUNT, Kind.RANGE) and is_aim(tokens[place + 1 : place + 3]):
            return True
    return False


def amount_of(token: Token) -> Amount:
    assert token.amount is not None  # of numbers
    return token.amount


def run_of(tokens: Sequence[Token], position: int, *, every: bool) -> list[Token]:
    """The numbers that stand in a row, with a link between each two: 11%、13.7%和11.4%."""
    found = [tokens[position]]
    if found[0].kind is Kind.RATIO:
        return found
    while position + 2 < len(tokens) and tokens[position + 2].kind in (Kind.AMOUNT, Kind.RANGE):
        parts = tokens[position + 1]
        if not (parts.kind is Kind.LINK or (every and parts.kind is Kind.PAUSE)):
            break
        position += 2
        found.append(tokens[position])
    return found


def with_units(tokens: list[Token]) -> list[Token]:
    """The tokens, each with a unit: 12、13和14亿元 have theirs at the end."""
    last = amount_of(tokens[-1])
    return [
        token._replace(amount=amount_of(token)._replace(unit=last.unit, tens=last.tens))
        if not amount_of(token).unit and amount_of(token).tens == 1
        else token
        for token in tokens
    ]
