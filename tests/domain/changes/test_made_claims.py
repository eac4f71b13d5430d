"""The claims of each source, each once, on the release that they are about."""

import pytest

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.made_claims import claims_made
from tests.domain.changes.claiming import NETFLIX, Told, on, reports

YOUTUBE = "streaming||YouTube"


def _dates(*told: Told) -> list[tuple[str, list[tuple[str, str, str | None]]]]:
    """Return the claims on each release: its key, then source, date, and how it moved."""
    return [
        (
            str(release.key),
            [(claim.source, claim.value.text, claim.moved) for claim in release.dates.made],
        )
        for release in claims_made("k", reports(*told)).releases
    ]


def _on_netflix(*told: Told) -> list[tuple[str, str]]:
    [(key, claims)] = _dates(*told)
    assert key == NETFLIX
    return [(source, text) for source, text, _ in claims]


def test_a_repeated_claim_is_one_and_a_changed_one_is_another() -> None:
    assert _on_netflix(
        ("2020-01-01", "Variety", "reported", on("2021")),
        ("2020-01-02", "VARIETY", "rumor", on("2021")),
        ("2020-01-03", "Deadline", "listed", on("2021")),
        ("2020-01-04", "Variety", "reported", on("2021-01-08")),
        ("2020-01-05", "Variety", "official", on("2021-01-08")),
        ("2020-01-06", "Variety", "official", on("2021-01-08?")),
        ("2020-01-07", "Variety", "official", on("2021")),
    ) == [("Variety", "2021"), ("Deadline", "2021"), ("Variety", "2021-01-08"), ("Variety", "2021")]


def test_a_rumor_stands_beside_the_firmer_claim_of_its_source() -> None:
    assert _on_netflix(
        ("2020-01-01", "Variety", "reported", on("2021-01")),
        ("2020-01-02", "Variety", "rumor", on("2021-03")),
        ("2020-01-03", "Variety", "reported", on("2021-01")),
        ("2020-01-04", "Variety", "rumor", on("2021-03")),
        ("2020-01-05", "Variety", "reported", on("2021-03")),
    ) == [("Variety", "2021-01"), ("Variety", "2021-03"), ("Variety", "2021-03")]


def test_a_withdrawn_date_is_no_claim_and_ends_one() -> None:
    assert _on_netflix(
        ("2020-01-01", "Variety", "reported", on("2021")),
        ("2020-01-02", "Variety", "reported", on(None)),
        ("2020-01-03", "Variety", "reported", on("2021")),
    ) == [("Variety", "2021"), ("Variety", "2021")]


def test_what_was_typed_without_a_source_is_no_claim() -> None:
    made = claims_made(
        "k",
        reports(
            ("2020-01-01", None, "official", on("2021") | {"status": "filming"}),
            ("2020-01-02", "Variety", "reported", {"releases": {NETFLIX: {}}}),
        ),
    )
    [release] = made.releases
    assert (release.dates.made, made.stages) == ([], ())
    assert [when.text for when, _ in release.official] == ["2021"]


def test_statuses_are_claims_too() -> None:
    made = claims_made(
        "k",
        reports(
            ("2020-01-01", "Variety", "reported", {"status": "filming"}),
            ("2020-01-02", "variety", "reported", {"status": "filming"}),
            ("2020-01-03", "Deadline", "rumor", {"status": "canceled"}),
            ("2020-01-04", "Variety", "reported", {"status": None}),
            ("2020-01-05", "Variety", "reported", {"status": "filming"}),
        ),
    )
    assert [(claim.by, claim.value) for claim in made.stages] == [
        ("variety", "filming"),
        ("deadline", "canceled"),
        ("variety", "filming"),
    ]


_MOVE = {YOUTUBE: None, NETFLIX: {"date": "2021-03"}}


@pytest.mark.parametrize("mover", ["TVLine", "Deadline"])
def test_claims_go_with_a_release_that_moves(mover: str) -> None:
    assert _dates(
        ("2020-01-01", "TVLine", "official", on("2021-01", YOUTUBE)),
        ("2020-01-02", mover, "official", {"releases": _MOVE}),
    ) == [
        (NETFLIX, [("TVLine", "2021-01", ChangeName.SLIPPED), (mover, "2021-03", None)]),
    ]


def test_claims_join_those_on_the_release_to_which_theirs_moves() -> None:
    told: list[Told] = [
        ("2020-01-01", "Reddit", "rumor", on("2021-06", NETFLIX)),
        ("2020-01-02", "TVLine", "official", on("2021-01", YOUTUBE)),
        ("2020-01-03", "Hulu", "official", on("2021-05", NETFLIX)),
    ]
    [netflix, _] = claims_made("k", reports(*told)).releases
    assert [claim.source for claim in netflix.dates.made] == ["Reddit", "Hulu"]
    move: Told = ("2020-01-04", "TVLine", "official", {"releases": {YOUTUBE: None, NETFLIX: {}}})
    # Netflix is named as firmly already, so the release on YouTube is dropped, not moved.
    assert len(claims_made("k", reports(*told, move)).releases) == 2
    told[2] = ("2020-01-03", "Hulu", "rumor", on("2021-05", NETFLIX))
    [release] = claims_made("k", reports(*told, move)).releases
    assert [claim.source for claim in release.dates.made] == ["TVLine", "Reddit", "Hulu"]
    assert [when.text for when, _ in release.official] == ["2021-01"]


@pytest.mark.parametrize(
    "releases",
    [
        {YOUTUBE: None},
        {YOUTUBE: None, NETFLIX: {}, "streaming||Hulu": {}},
        {"streaming||Hulu": None, NETFLIX: {}},
    ],
)
def test_claims_stay_on_a_release_that_is_dropped(releases: dict[str, object]) -> None:
    [(key, claims)] = _dates(
        ("2020-01-01", "TVLine", "reported", on("2021-01", YOUTUBE)),
        ("2020-01-02", "Deadline", "reported", {"releases": releases}),
    )
    assert (key, claims) == (YOUTUBE, [("TVLine", "2021-01", None)])


def test_claims_stay_on_a_release_that_cannot_be_dropped() -> None:
    [(key, _)] = _dates(
        ("2020-01-01", "TVLine", "official", on("2021-01", YOUTUBE)),
        ("2020-01-02", "TVmaze", "listed", {"releases": {YOUTUBE: None, NETFLIX: {}}}),
    )
    assert key == YOUTUBE


def test_a_move_marks_the_earlier_claims_that_allowed_the_date_shown() -> None:
    [(_, claims)] = _dates(
        ("2020-01-01", "Variety", "reported", on("2021-early")),
        ("2020-01-02", "Reddit", "rumor", on("2021-02-01")),
        ("2020-01-03", "Deadline", "reported", on("2021")),
        ("2020-01-04", "Netflix", "official", on("2021-01-08")),
        ("2020-01-05", "Netflix", "official", on("2021-06-04")),
        ("2020-01-06", "TVLine", "reported", on("2021-01-08", "theatrical||")),
        ("2020-01-07", "Wired", "listed", on("2021-01-08")),
    )[:1]
    assert claims == [
        ("Variety", "2021-early", ChangeName.SLIPPED),
        ("Reddit", "2021-02-01", None),
        ("Deadline", "2021", None),
        ("Netflix", "2021-01-08", ChangeName.SLIPPED),
        ("Netflix", "2021-06-04", None),
        ("Wired", "2021-01-08", None),
    ]


def test_claims_before_a_removal_do_not_count() -> None:
    told: list[Told] = [
        ("2020-01-01", "Variety", "reported", on("2021") | {"status": "filming"}),
        ("2020-01-02", None, "reported", None),
    ]
    gone = claims_made("k", reports(*told))
    assert (gone.title, gone.releases, gone.stages) == (None, (), ())
    again: Told = ("2020-01-03", "Deadline", "reported", {"title": "Dune"} | on("2022"))
    assert _on_netflix(*told, again) == [("Deadline", "2022")]


def test_claims_before_the_report_that_names_the_title_count() -> None:
    late: Told = ("2019-01-01", "Variety", "reported", on("2021"))
    assert _on_netflix(("2020-01-01", "Netflix", "official", {}), late) == [("Variety", "2021")]


def test_merged_titles_count_as_one() -> None:
    one = reports(("2020-01-01", "Variety", "reported", on("2021")), key="a")
    two = reports(
        ("2020-01-02", "Variety", "reported", on("2021")),
        ("2020-01-03", "Deadline", "reported", on("2022")),
        ("2020-01-04", None, "reported", {"same": {"a": "dune"}}),
        key="b",
    )
    made = claims_made("b", [*one, *two])
    [release] = made.releases
    assert [claim.source for claim in release.dates.made] == ["Variety", "Deadline"]
