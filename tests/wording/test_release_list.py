import pytest

from slate.domain.titles.record import Record
from slate.wording.release_list import leaving, listed, release_place
from tests.render.samples import record

COBRA = record(date="2021-01-08", title="Cobra Kai", season=3, platform="netflix")


@pytest.mark.parametrize(
    ("group", "headings", "states_date"),
    [
        ("day", ("Friday 8 January 2021",), False),
        ("month", ("January 2021", "Friday 8 January"), False),
        ("platform", ("Netflix",), True),
    ],
)
def test_the_headings_of_each_group(
    group: str, headings: tuple[str, ...], *, states_date: bool
) -> None:
    found = listed(COBRA, group)
    assert (found.headings, found.states_date) == (headings, states_date)
    assert found.heading == "Friday 8 January 2021"
    assert found.record == COBRA
    assert found.rest.platform == (None if group == "platform" else "netflix")


def order_of(each: Record, group: str = "day") -> tuple[int | str, ...]:
    return listed(each, group).order


def test_wider_dates_come_after_what_is_within_them() -> None:
    texts = ["2021-01-31", "2021-01", "2021-02-01", "2021-01/2021-02", "2021-06/..", "2021", None]
    assert [each.date for each in sorted((record(date=text) for text in reversed(texts)),
                                         key=order_of)] == texts  # fmt: skip


def test_services_come_before_ways_to_watch() -> None:
    places = [("Hulu", None), ("Netflix", "streaming"), (None, "theatrical"), (None, None)]
    found = [record(date="2021", platform=name, release_type=way) for name, way in places]
    backwards = found[::-1]
    assert sorted(backwards, key=lambda each: order_of(each, "platform")) == found
    headings = [listed(each, "platform").headings for each in found]
    assert headings == [("Hulu",), ("Netflix",), ("In theaters",), ("No service named",)]


def test_what_leaves_is_listed_by_its_last_day() -> None:
    found = leaving(record(date="2020-01-01", leaves="2021-01-31"))
    assert (found.heading, found.headings, found.states_date) == (
        "Sunday 31 January 2021",
        (),
        True,
    )
    assert leaving(record(leaves=None)).heading == "No date yet"


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"platform": "Netflix"}, "on Netflix"),
        ({"platform": "A24", "release_type": "theatrical", "region": "US"},
         "at A24, in theaters (US)"),
        ({"platform": None, "release_type": "physical"}, "on disc"),
        ({"platform": None, "release_type": None, "region": "US"}, "(US)"),
        ({"platform": None, "release_type": None}, ""),
    ],
)  # fmt: skip
def test_the_place_of_a_release(fields: dict[str, str | None], place: str) -> None:
    assert release_place(record(**{"release_type": "streaming", "region": None} | fields)) == place
