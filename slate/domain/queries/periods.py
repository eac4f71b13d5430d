"""The months, quarters or years of a count: which there are, and in which a release counts."""

from collections.abc import Iterable
from typing import Final

from slate.domain.dates.calendar_units import Judged, Sureness, unit_name, units_in
from slate.domain.dates.windows import Window

MOST_NAMED: Final = 120  # a window of more units shows only those with releases
# Where a release counts that is certain in no unit, if each counts only once.
LEFTOVER: Final = (Sureness.POSSIBLE.value, Sureness.NO_DATE.value)


class Periods:
    """The units of one kind that a count has.

    They are those of the window, with or without releases. An open or very long window, or none,
    has those in which dates fall that are finer than a year.
    """

    def __init__(
        self, unit: str, window: Window | None, judged: Iterable[Judged], *, once: bool
    ) -> None:
        """Choose the units; with `once`, each release counts in at most one of them."""
        self._unit = unit
        self._once = once
        named = units_in(window, unit) if window else None
        self._named = named if named is not None and len(named) <= MOST_NAMED else range(0)
        fine = {number for each in judged if not each.is_vague for number in each.units}
        self._numbers = self._named or sorted(fine)

    @property
    def named(self) -> tuple[str, ...]:
        """The units to show even if nothing falls in them."""
        return tuple(map(self._name, self._named))

    def of(self, judged: Judged) -> dict[str | None, Sureness]:
        """Return where a release counts, and as what; None is no unit.

        A date that may fall in any of several units is possible in each of them. One that is vague
        also counts as known by its year only.
        """
        if judged.sureness is Sureness.NO_DATE:
            return {LEFTOVER[1] if self._once else None: Sureness.NO_DATE}
        is_certain = judged.sureness is Sureness.CERTAIN and len(judged.units) == 1
        if is_certain:
            return {self._name(judged.units[0]): Sureness.CERTAIN}
        if self._once:
            return {LEFTOVER[0]: Sureness.POSSIBLE}
        if not judged.is_vague:
            return {self._name(number): Sureness.POSSIBLE for number in judged.units}
        found: dict[str | None, Sureness] = {
            self._name(number): Sureness.POSSIBLE
            for number in self._numbers
            if number in judged.units
        }
        return found | {None: Sureness.YEAR_ONLY}

    def _name(self, number: int) -> str:
        return unit_name(number, self._unit)
