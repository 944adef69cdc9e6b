"""Accounts: what one source reports of one round, and how exactly its shares are printed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.evidence import Citation, Source
from graph.rounds import Report, Round, RoundResult
from graph.vocabulary import RoundLabel

EXACT = 1e-9  # what floating point may lose
RUNOFF_CANDIDATES = 2


@dataclass(frozen=True, kw_only=True, eq=False)
class Account:
    """The figures that one source gives for one round."""

    of: Round
    source: Source
    figures: tuple[tuple[RoundResult, Report], ...]

    @cached_property
    def decimals(self) -> int:
        """How many decimals its shares are printed with."""
        shares = (report.share for _, report in self.figures if report.share is not None)
        return max(map(decimals_of, shares), default=0)

    @property
    def rounding(self) -> float:
        """The most that rounding may have added to one of its shares or taken from it."""
        return half_unit(self.decimals) + EXACT

    @property
    def covers_everyone(self) -> bool:
        """Whether it gives all candidates of the round."""
        pair = self.of.label is RoundLabel.RUNOFF and len(self.figures) == RUNOFF_CANDIDATES
        everyone = pair or self.of.names_everyone
        return everyone and len(self.figures) == len(self.of.results)

    @cached_property
    def sum_of_votes(self) -> int | None:
        """All votes of the round by this account; None unless everybody's are known."""
        known = [report.votes for _, report in self.figures if report.votes is not None]
        whole = self.covers_everyone and len(known) == len(self.figures)
        return sum(known) if whole else None

    @property
    def stored_total(self) -> int | None:
        """The stored total of the round, where it is from the same source."""
        own = any(each.source is self.source for each in self.of.citations)
        return self.of.record.recorded_valid_votes if own else None

    @property
    def citation(self) -> Citation:
        """The source, with all the places that the figures were read in."""
        return merged(report.citation for _, report in self.figures)


def accounts_of(of: Round) -> tuple[Account, ...]:
    """Give one account per source that reports a round, by key of the source."""
    sources = {
        report.citation.source.key: report.citation.source
        for result in of.results
        for report in result.reports
    }
    return tuple(
        Account(of=of, source=source, figures=tuple(_figures_of(of, source)))
        for _, source in sorted(sources.items())
    )


def _figures_of(of: Round, source: Source) -> Iterator[tuple[RoundResult, Report]]:
    for result in of.results:
        for report in result.reports:
            if report.citation.source is source:
                yield result, report


def decimals_of(share: float) -> int:
    """Count the decimals of a share; those that end in zeros are printed in more."""
    return len(str(share).rstrip("0").partition(".")[2])


def half_unit(decimals: int) -> float:
    """Give the most that rounding to so many decimals changes."""
    return 0.5 * 10.0**-decimals


def written(figure: float) -> str:
    """Write a figure without a decimal point that says nothing: 60, 45.57."""
    return str(int(figure)) if float(figure).is_integer() else str(figure)


def merged(citations: Iterable[Citation]) -> Citation:
    """Make one citation of several of one source."""
    given = tuple(citations)
    return Citation(given[0].source, in_order(each.locator for each in given))


def in_order(locators: Iterable[str | None]) -> str | None:
    """Write each of these places in a source once: `line 9, line 10`; None if there is none."""
    distinct = {locator for locator in locators if locator}
    return ", ".join(sorted(distinct, key=lambda each: (len(each), each))) or None
