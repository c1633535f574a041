"""Exact arithmetic: conversion of units, quotients, rounding."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache


def decimals_of(number: Decimal) -> int:
    """How many decimals it is written with; negative where its last whole digits stand for nothing."""
    return -int(number.as_tuple().exponent)


def converted(number: Decimal, ratio: Fraction) -> tuple[Decimal, int]:
    """A number times the ratio of two units, and how many decimals it then has: as many more or fewer as the ratio
    moves the point, so that 12000万元 are 1.2000亿元. An exact result keeps what digits it needs beyond these; one that
    doesn't end is rounded to them.
    """
    exact = Fraction(number) * ratio
    decimals = decimals_of(number) - _magnitude(ratio)
    near = rounded(exact.numerator, exact.denominator, decimals)
    if Fraction(near) != exact and _ends(exact):
        while Fraction(near) != exact:
            decimals += 1
            near = rounded(exact.numerator, exact.denominator, decimals)
    return near, decimals


def rounded(above: int, below: int, decimals: int) -> Decimal:
    """A quotient to so many decimals; of two that are as near the even one."""
    if below < 0:
        above, below = -above, -below
    if decimals >= 0:
        above *= 10**decimals
    else:
        below *= 10**-decimals
    whole, rest = divmod(above, below)
    if 2 * rest > below or (2 * rest == below and whole % 2):
        whole += 1
    return Decimal(f"{whole}E{-decimals}")


@cache
def _magnitude(ratio: Fraction) -> int:
    """By how many places a unit's ratio moves the point: the whole part of its decimal logarithm."""
    power = 0
    while Fraction(10) ** (power + 1) <= ratio:
        power += 1
    while Fraction(10) ** power > ratio:
        power -= 1
    return power


def _ends(number: Fraction) -> bool:
    """Whether it has an end as a decimal: nothing but twos and fives below the line."""
    below = number.denominator
    for factor in (2, 5):
        while below % factor == 0:
            below //= factor
    return below == 1
