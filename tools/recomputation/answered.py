"""What commands answer as JSON, against the same worked out here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from recomputation import encoding, rankings
from recomputation.coverage import coverage
from recomputation.records import printed
from recomputation.report import Report, Subject
from recomputation.targets import is_whole, outcome, rule, state
from recomputation.trends import agree, followings
from recomputation.within import by_province, median, of_figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recomputation.derivation import Derivation
    from recomputation.figures import Figures
    from recomputation.headlines import Headline
    from recomputation.periods import Period
    from recomputation.program import Answer, Ask, CommandLine
    from recomputation.rankings import Ranking, Row, Scope
    from recomputation.records import Figure, Metric
    from recomputation.within import Within

NOT_FOUND = 3


class RankQuestion(NamedTuple):
    """Without a period the program chooses one; `latest` takes each county's."""

    metric: str
    scope: Scope
    period: Period | None
    latest: bool = False


class Comparison:
    """Asks the program, and reports what it answers otherwise than what was worked out."""

    def __init__(self, figures: Figures, ask: Ask, report: Report) -> None:
        self.figures, self.ask, self.report = figures, ask, report

    # Rankings

    def rankings(self, questions: Iterable[RankQuestion]) -> None:
        questions = list(questions)
        for question, answer in zip(questions, self.ask(map(_rank_line, questions)), strict=True):
            self._ranking(question, answer)

    def _ranking(self, question: RankQuestion, answer: Answer) -> None:
        metric = self.figures.book.metrics[question.metric]
        periods = rankings.periods(self.figures, metric, question.scope)
        period = question.period or (periods[0][0] if periods else None)
        mine = self._worked_out(question, metric, period)
        where = _name(question.scope)
        subject = Subject(where, metric.id, "latest" if question.latest else str(period))
        self.report.counts["rankings"] += 1
        ranked = mine is not None and bool(mine.rows)
        if answer.code or not ranked:
            expected = 0 if ranked else NOT_FOUND
            self.report.same("rank", subject, {"exit code": answer.code}, {"exit code": expected})
            return
        assert mine is not None
        theirs = answer.json
        facts = {
            "period": None if question.latest else str(period),
            "counties": len(mine.counties),
            "periods": [{"period": str(it), "counties": count} for it, count in periods],
            "median": None if question.latest else encoding.digits(median(mine)),
        }
        told = {**theirs, "counties": theirs["scope"]["counties"], "median": encoding.digits(theirs["median"])}
        self.report.same("rank", subject, told, facts)
        self._rows(subject, mine, theirs["rows"], None if question.latest else question.scope)
        reasons = {printed(code): reason for code, reason in mine.excluded.items()}
        self._excluded(subject, reasons, {it["county"]["code"]: it["reason"] for it in theirs["excluded"]})

    def _excluded(self, subject: Subject, mine: dict[str, str], theirs: dict[str, str]) -> None:
        """Thousands, of a ranking over the nation: only what differs is looked at one by one."""
        for code in {county for county, _ in mine.items() ^ theirs.items()}:
            it = subject._replace(county=f"{subject.county} {code}".strip())
            self.report.differs("excluded", it, "reason", theirs.get(code), mine.get(code))

    def _worked_out(self, question: RankQuestion, metric: Metric, period: Period | None) -> Ranking | None:
        """None for what can't be ranked at all: parts of counties, and what nobody has."""
        if metric.scope is not None:
            return None
        ascending = rankings.runs_up(metric)
        if question.latest:
            return rankings.latest(self.figures, metric, question.scope, ascending=ascending)
        if period is None:
            return None
        return rankings.ranking(self.figures, metric, period, question.scope, ascending=ascending)

    def _rows(self, subject: Subject, mine: Ranking, theirs: list[Any], scope: Scope | None) -> None:
        """With ranks in provinces, where the scope has several."""
        self.report.counts["rows"] += len(mine.rows)
        order = [printed(it.headline.figure.county) for it in mine.rows]
        self.report.same("rank", subject, {"order": [it["county"]["code"] for it in theirs]}, {"order": order})
        told = {it["county"]["code"]: encoding.told(it) for it in theirs}
        within = by_province(self.figures, mine, scope) if scope else None
        recomputed = {printed(it.headline.figure.county): self._row(it, within) for it in mine.rows}
        self.report.paired("ranked", _of(subject, told), _of(subject, recomputed))

    def _row(self, it: Row, within: dict[str, Within | None] | None) -> dict[str, Any]:
        ranked = {"rank": it.rank, **encoding.headline(self.figures, it.headline, it.owner)}
        inside = {} if within is None else {"rank_in_province": encoding.within(within[it.owner])}
        return ranked | inside

    # Places

    def places(self, codes: Iterable[str]) -> None:
        """All headlines of living units, with rivals, breaks and what their regions have."""
        codes = list(codes)
        for code, answer in zip(codes, self.ask(("show", code, "--json") for code in codes), strict=True):
            self._place(code, answer)

    def _place(self, code: str, answer: Answer) -> None:
        parts = self.figures.registry.parts[code]
        mine = [it for part in parts for it in self.figures.by_code.get(part, ())]
        headlines = self.figures.headlines(mine)
        self.report.counts["headlines"] += len(headlines)
        recomputed = {_key(code, it.figure): self._shown(it, code) for it in headlines}
        theirs = answer.json["observations"] if not answer.code else ()
        told = {_told_key(code, it): encoding.told(it) for it in theirs}
        self.report.paired("show", told, recomputed)

    def _shown(self, it: Headline, code: str) -> dict[str, Any]:
        province, kind = (encoding.within_scope(self.figures, one) for one in of_figure(self.figures, it.figure))
        ranks = {"rank_in_province": province, "rank_in_kind": kind}
        return encoding.headline(self.figures, it, code) | ranks

    # Series

    def trends(self, chosen: Iterable[tuple[str, str]]) -> None:
        """The series of living units, each for one indicator."""
        chosen = list(chosen)
        lines = (("trend", code, "--metric", metric, "--json") for code, metric in chosen)
        for (code, metric), answer in zip(chosen, self.ask(lines), strict=True):
            self._trend(code, self.figures.book.metrics[metric], answer)

    def _trend(self, code: str, metric: Metric, answer: Answer) -> None:
        mine = followings(self.figures, code, metric)
        self.report.counts["followings"] += len(mine)
        rows = answer.json["rows"] if not answer.code else ()
        theirs = {(it["period"], it["scope"] or ""): it for it in rows}
        for key in mine.keys() | theirs.keys():
            subject = Subject(code, metric.id, " ".join(filter(None, key)))
            if key not in mine or key not in theirs:
                self.report.differs("trend", subject, "there", key in theirs, key in mine)
                continue
            it, told = mine[key], theirs[key]
            change = told["change"] or {"value": None, "since": None}
            facts = {"since": it.since, "no_change": it.no_change, "gap": it.gap}
            self.report.same("trend", subject, {**told, "since": change["since"]}, facts)
            if not agree(metric, change["value"], it.change):
                self.report.differs("trend", subject, "change", change["value"], it.change)

    # Former units

    def former(self, chosen: Iterable[Figure]) -> None:
        """A unit that ceased answers for itself, asked for by its code together with a period of its time."""
        chosen = list(chosen)
        for it, answer in zip(chosen, self.ask(map(_why_line, chosen)), strict=True):
            self._former(it, answer)

    def _former(self, it: Figure, answer: Answer) -> None:
        self.report.counts["former"] += 1
        subject = Subject(it.county, it.metric, str(it.period))
        if answer.code:
            self.report.differs("why", subject, "exit code", answer.code, 0)
            return
        theirs = answer.json["observation"]
        told = {**theirs, "county": theirs["county"]["code"]}
        self.report.same("why", subject, told, encoding.figure(self.figures, it) | {"county": printed(it.county)})

    # Derived figures

    def chains(self, chosen: Iterable[Derivation]) -> None:
        """What `why` tells of derived figures."""
        chosen = list(chosen)
        lines = (_why_line(it.figure) for it in chosen)
        for it, answer in zip(chosen, self.ask(lines), strict=True):
            self._chain(it, answer)

    def _chain(self, it: Derivation, answer: Answer) -> None:
        self.report.counts["chains"] += 1
        subject = Subject(it.figure.county, it.figure.metric, str(it.figure.period))
        if answer.code:
            self.report.differs("why", subject, "exit code", answer.code, 0)
            return
        theirs = answer.json
        told = {**theirs["observation"], "inputs": [_told_input(one) for one in theirs["inputs"]]}
        mine = encoding.figure(self.figures, it.figure) | {"inputs": [_input(one) for one in it.inputs]}
        self.report.same("why", subject, told, mine)

    # Targets

    def targets(self) -> None:
        (answer,) = self.ask([("targets", "--json")])
        mine = {_target_key(it): self._target(it) for it in self.figures.book.targets}
        self.report.counts["targets"] += len(mine)
        told = {
            _told_key(it["county"]["code"], it)._replace(period=f"{it['period']} {it['source']}"): _told_target(it)
            for it in answer.json["rows"]
        }
        self.report.paired("target", told, mine)

    def _target(self, it: Figure) -> dict[str, Any]:
        result = outcome(self.figures, it)
        come = {"outcome": result.value, "outcome_source": result.source} if result else {}
        empty = {"outcome": None, "outcome_source": None}
        asked, tolerance = rule(self.figures, it)
        judged = {"state": state(self.figures, it), "rule": asked, "tolerance": tolerance}
        return {**encoding.figure(self.figures, it), **judged, "whole": is_whole(self.figures, it), **empty, **come}

    # Coverage

    def coverages(self, scopes: Iterable[Scope]) -> None:
        scopes = list(scopes)
        for scope, answer in zip(scopes, self.ask(map(_coverage_line, scopes)), strict=True):
            self._coverage(scope, answer)

    def _coverage(self, scope: Scope, answer: Answer) -> None:
        name = _name(scope)
        mine = coverage(self.figures, scope)
        self.report.counts["coverages"] += len(mine)
        rows = answer.json["rows"] if not answer.code else ()
        told = {Subject(name, it["metric"], it["period"]): it for it in rows}
        recomputed = {Subject(name, metric, str(period)): it._asdict() for (metric, period), it in mine.items()}
        self.report.paired("coverage", told, recomputed)


def _name(scope: Scope) -> str:
    return " ".join(filter(None, (scope.region, scope.group, scope.kind)))


def _within(scope: Scope) -> CommandLine:
    name = scope.region or scope.group
    return (*(("--in", name) if name else ()), *(("--kind", scope.kind) if scope.kind else ()))


def _rank_line(it: RankQuestion) -> CommandLine:
    when = ("--latest",) if it.latest else ("--period", str(it.period)) if it.period else ()
    return ("rank", "--metric", it.metric, *when, *_within(it.scope), "--json")


def _why_line(it: Figure) -> CommandLine:
    return ("why", it.county, it.metric, "--period", str(it.period), "--json")


def _coverage_line(scope: Scope) -> CommandLine:
    return ("coverage", *_within(scope), "--json")


def _of(subject: Subject, records: dict[str, dict[str, Any]]) -> dict[Subject, dict[str, Any]]:
    return {subject._replace(county=f"{subject.county} {code}".strip()): it for code, it in records.items()}


def _key(code: str, it: Figure) -> Subject:
    return Subject(code, it.metric, f"{it.period} {it.scope or ''}".strip())


def _target_key(it: Figure) -> Subject:
    return Subject(it.county, it.metric, f"{it.period} {it.source}")


def _told_key(code: str, it: dict[str, Any]) -> Subject:
    return Subject(code, it["metric"], f"{it['period']} {it['scope'] or ''}".strip())


def _input(it: Figure) -> dict[str, Any]:
    return {
        "county": printed(it.county),
        "metric": it.metric,
        "period": str(it.period),
        "value": it.value,
        "source": it.source,
    }


def _told_input(it: dict[str, Any]) -> dict[str, Any]:
    return {key: it[key] for key in ("metric", "period", "value", "source")} | {"county": it["county"]["code"]}


def _told_target(it: dict[str, Any]) -> dict[str, Any]:
    result = it["outcome"] or {"value": None, "source": None}
    return {**it, "outcome": result["value"], "outcome_source": result["source"]}
