from slate.domain.dates.release_date import TBA
from slate.domain.ledger.fold import fold
from tests.domain.patches import DUNE, dates_of, on, stated, title_of, told
from tests.domain.slates import report


def test_withdrawn_date_leaves_its_release() -> None:
    title = title_of(DUNE | on("2021"), on(None))

    assert dates_of(title) == {"streaming||Netflix": "TBA"}
    # The withdrawing report stands for the missing date.
    assert title.releases[0].said_by is not None
    assert title.releases[0].said_by.reported_on == "2021-01-02"
    title = title_of(DUNE | on("2021"), None, DUNE | on(None))
    assert title.releases[0].said_by is not None
    assert title.releases[0].said_by.reported_on == "2021-01-03"


def test_withdrawn_date_can_be_reported_again() -> None:
    title = title_of(DUNE | on("2021"), on(None), on("2022"))
    assert title.releases[0].said_by is not None
    assert title.releases[0].said_by.reported_on == "2021-01-03"


def test_dropped_release_returns_without_its_date() -> None:
    drop = {"releases": {"streaming||Netflix": None}}

    assert dates_of(told(DUNE | on("2021"), drop)) == {}
    again = title_of(DUNE | on("2021"), drop, {"releases": {"streaming||Netflix": {}}})
    assert again.releases[0].date is TBA


def test_platform_matches_any_case_and_keeps_its_first_spelling() -> None:
    title = title_of(
        DUNE | {"releases": {"streaming||HBO Max": {"date": "2021-04"}}},
        {"releases": {"streaming||hbo max": {"leaves": "2022"}}},
        {"releases": {"streaming||Max": {"date": "2021-10"}}},
    )

    (release,) = title.releases
    assert str(release.key) == "streaming||HBO Max"
    assert (release.date.text, release.leaves.text) == ("2021-10", "2022")


def test_platform_is_dropped_in_any_case() -> None:
    assert dates_of(told(DUNE | on("2021"), {"releases": {"streaming||NETFLIX": None}})) == {}


def test_release_holds_the_last_report_of_its_date() -> None:
    first = report(DUNE | on("2021"), source="Deadline")
    tagged = report({"tags": {"scifi": True}, "releases": {"streaming||Netflix": {}}}, n=2)
    title = fold("k", [first, tagged])

    assert title is not None
    assert title.releases[0].said_by == first


def test_rumored_release_sorts_after_reported_ones() -> None:
    hulu = {"releases": {"streaming||Hulu": {"date": "2020"}}}
    title = stated((DUNE | on("2021"), "official"), (hulu, "rumor"))
    assert title is not None
    assert title.headline is not None
    assert [(str(r.key), r.rumored) for r in title.releases] == [
        ("streaming||Netflix", False),
        ("streaming||Hulu", True),
    ]
    # A report of the same release makes it a reported one.
    title = stated((DUNE | on("2021"), "official"), (hulu, "rumor"), (hulu, "reported"))
    assert title is not None
    assert [str(r.key) for r in title.releases] == ["streaming||Hulu", "streaming||Netflix"]
