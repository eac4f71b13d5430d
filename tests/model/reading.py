"""Rules for the commands that read, and for those that are typed wrongly."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.model.people import ANY, PLACES, People
from tests.model.slates import records, refuses_clock

_READ = (
    "list", "list -s upcoming --sort title", "upcoming", "upcoming --month 2021-03 -f csv",
    "next", "calendar 2021-03", "timeline", "changes --since 2020-01-01", "diff 2020-12-20",
    "slips", "sources", "count --by status", "log", "duplicates", "info", "check", "digest",
    "export -f csv", "export -f markdown", "list --as-recorded 2020-12-28",
)  # fmt: skip
_WRONG = (
    ("update nothing-like-it -s filming", 3), ("update", 2), ("add Soul -d 2021-02-30", 2),
    ("add Soul -s seen", 2), ("add Soul -k poem", 2), ("undo 999", 3), ("redo 999", 3),
    ("list --sort nothing", 2), ("list --month 2021-13", 2), ("lst", 2), ("list --columns x", 2),
    ("import nothing.csv", 1), ("remove", 2), ("merge one", 2),
    ("log --correct-clock 1", 2), ("split nothing-like-it --source Variety", 3),
    ("add Soul --rumor --official", 2), ("changes --since never", 2), ("show nothing-like-it", 3),
)  # fmt: skip
_DAYS = ("2020-12-20", "2020-12-28", "2021-01-02", "2021-01-07", "2021-03-15", "2031-06-01")


class Reading(People):
    """People who look at what there is, as it is and as it was, and who mistype."""

    @rule(place=PLACES, typed=st.sampled_from(_READ), which=ANY, wrong=st.sampled_from(_WRONG))
    def read(self, place: int, typed: str, which: int, wrong: tuple[str, int]) -> None:
        """A command that reads changes nothing, nor does one that cannot be meant."""
        seat, slate, content = self.at(place)
        slate.read(seat, *typed.split(), codes=(0, 3))
        text, code = wrong
        is_late = code == 3 and refuses_clock(content, seat)  # the clock may be looked at first
        slate.fail(seat, *text.split(), codes=(code, 1) if is_late else (code,))
        slug = self.a_title(content, which)
        if slug in content.titles:
            found = slate.read(seat, "show", slug, "-f", "slugs").split()
            slate.compare(found, [slug], "what a slug finds")
            slate.read(seat, "show", slug)

    @rule(place=PLACES, day=st.sampled_from(_DAYS))
    def look_back(self, place: int, day: str) -> None:
        """`slate list --as-of DAY`: only what was said by then, and is still in force."""
        seat, slate, content = self.at(place)
        if day > seat.today:
            slate.fail(seat, "list", "--as-of", day, codes=(2,))
        else:
            found = slate.listed(seat, "--as-of", day)
            # Today is not over: what a clock ahead of this one has recorded counts, too.
            titles = content.titles if day == seat.today else content.as_of(day)
            slate.compare(found, records(titles), f"slate list --as-of {day}")
