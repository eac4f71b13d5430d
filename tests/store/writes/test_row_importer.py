"""The result of each imported row, which must not depend on how many come at once."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slate.domain.changes.change import Change
from slate.domain.changes.unshown import Reason
from slate.domain.dates.instants import instant_text
from slate.domain.dates.parsing import parse_date
from slate.domain.errors import SlateError, TitleAmbiguousError
from slate.domain.ledger.errors import AmbiguousRowError
from slate.domain.ledger.fold import fold_existing
from slate.domain.ledger.live_answer import LiveAnswer
from slate.domain.ledger.statement import (
    Origin,
    OtherStatement,
    SaidRelease,
    Statement,
    with_name_parsed,
)
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report, in_order
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import RELEASE_TYPES, ReleaseType
from slate.domain.titles.title import Title
from slate.store.file.connection import Store
from slate.store.reports import ledger_tables
from slate.store.titles import lookup
from slate.store.writes import row_importer
from slate.store.writes.writer import Writer
from tests.store import rows, writing
from tests.store.rows import empty, full, outcome
from tests.store.writing import (
    NOW,
    add,
    batches,
    merge,
    record,
    records,
    remove,
    says,
    slugs,
    take,
    told,
    undo,
    update,
)


def became(found: Change | SlateError | None) -> str | None:
    """Return the result of a row as short text: `added mank`, `SlugTakenError`."""
    if isinstance(found, SlateError):
        return type(found).__name__
    return None if found is None else f"{found.outcome} {found.slug}"


# Names


def test_part_of_a_series_on_the_slate_is_split_off_its_name(store: Store) -> None:
    add(store, "Deep Harbor", kind="film")
    add(store, "Disenchantment", season=1, kind="series")
    take(store, says("Disenchantment Part 3", date="2021-01-15"), says("Deep Harbor Part 2"))
    assert sorted(slugs(store)) == ["deep-harbor", "deep-harbor-part-2", "disenchantment-p3",
                            "disenchantment-s1"]  # fmt: skip
    # The series may be a row of the same file, even of the same chunk.
    take(store, says("Lupin", kind="series"), says("Lupin, Part 2"), says("Lupin Part 3"))
    assert {"lupin", "lupin-p2", "lupin-p3"} <= set(slugs(store))


# New and repeated claims of a source


def test_importing_the_same_file_again_changes_nothing(store: Store) -> None:
    rows = (
        says(
            "Mank", date="2020-12-04", platform="Netflix", source="A", note="b/w", url="https://a"
        ),
        says("Cobra Kai", season=3, date="2021", tags=("karate",), source="A"),
    )
    assert [change.outcome for change in take(store, *rows)] == ["added", "added"]
    assert [change.outcome for change in take(store, *rows)] == ["unchanged", "unchanged"]
    assert [batch.reports for batch in batches(store)] == [2]


def test_import_records_only_what_is_new_from_its_source(store: Store) -> None:
    take(store, says("Mank", date="2020-12-04", tags=("a",), source="A"))
    (change,) = take(store, says("Mank", date="2020-12-11", tags=("a",), source="A"))
    assert told(change) == ["slipped 2020-12-04 -> 2020-12-11 7 days later"]
    with store.reading() as connection:
        (said,) = connection.execute("select said from reports where id = 2").fetchone()
    assert said == '{"releases":{"||":{"date":"2020-12-11"}}}'


def test_alternating_imports_of_two_feeds_do_not_flip_a_date(store: Store) -> None:
    feeds = [
        says("Mank", date=day, source=source)
        for source, day in (("A", "2021-01-08"), ("B", "2021-02"))
    ]
    outcomes = [take(store, feed)[0].outcome for feed in feeds * 3]
    assert outcomes == ["added", "changed", *["unchanged"] * 4]


def test_row_with_many_releases(store: Store) -> None:
    more = (
        SaidRelease(ReleaseKey(ReleaseType.LIMITED, "US", None), parse_date("2020-12-09")),
        SaidRelease(ReleaseKey(None, None, "Hulu")),
    )
    (change,) = take(store, says("Mank", date="2020-12-23", platform="netflix", releases=more))
    assert change.title is not None
    assert [(str(release.key), release.date.text) for release in change.title.releases] == [
        ("streaming||Netflix", "2020-12-23"),
        ("limited|US|", "2020-12-09"),
        ("streaming||Hulu", "TBA"),
    ]


def _with_leaving(date: str, leaves: str, source: str = "Netflix") -> Statement:
    """Return a row with a date, and another source's rumor of when the release leaves."""
    release = SaidRelease(ReleaseKey(None, None, "Netflix"), leaves=parse_date(leaves))
    rumor = Origin("2021-01-07", "Reddit", None, Confidence.RUMOR)
    return says("Mank", date=date, platform="Netflix", source=source,
                by_others=(OtherStatement(rumor, (release,)),))  # fmt: skip


def test_row_of_two_sources_is_one_change(store: Store) -> None:
    (change,) = take(store, _with_leaving("2020-12-04", "2022"))
    assert told(change) == ["added -> Mank", "leaving -> 2022"]
    assert change.title is not None
    (release,) = change.title.releases
    assert release.said_by is not None
    assert release.leave_dates.said_by is not None
    assert (release.said_by.source, release.leave_dates.said_by.source) == ("Netflix", "Reddit")

    assert [each.outcome for each in take(store, _with_leaving("2020-12-04", "2022"))] == [
        "unchanged"
    ]
    (change,) = take(store, _with_leaving("2020-12-04", "2023"))
    assert told(change) == ["leaving 2022 -> 2023"]
    (change,) = take(store, _with_leaving("2020-12-11", "2024"))
    assert told(change) == ["slipped 2020-12-04 -> 2020-12-11 7 days later", "leaving 2023 -> 2024"]
    (change,) = take(store, _with_leaving("2020-12-18", "2024"))
    assert told(change) == ["slipped 2020-12-11 -> 2020-12-18 7 days later"]


def test_row_of_two_sources_that_changes_nothing_has_the_reason(store: Store) -> None:
    add(store, "Mank", date="2020-12-04", platform="Netflix", source="Netflix",
        confidence="official")  # fmt: skip
    row = _with_leaving("2020-12-04", "2022", source="Variety")
    assert [told(change) for change in take(store, row)] == [["leaving -> 2022"]]
    (change,) = take(store, _with_leaving("2020-12-04", "2022", source="Deadline"))
    assert change.differences == ()
    assert change.unshown is not None
    assert change.unshown.reason is Reason.SAME


def test_row_of_two_sources_for_a_removed_title_is_left_out(store: Store) -> None:
    add(store, "Mank")
    remove(store, "mank")
    (change,) = take(store, _with_leaving("2020-12-04", "2022"))
    assert (change.outcome, slugs(store)) == ("left removed", [])


def test_other_source_of_a_row_that_waits_is_recorded(store: Store) -> None:
    first, second = (
        says("Mank", platform="Netflix", status=one, source="Netflix")
        for one in ("filming", "ended")
    )
    take(store, first, second)
    row = replace(first, by_others=_with_leaving("2020-12-04", "2022").by_others)
    with writing.ledger(store) as book:
        (change,) = book.take([row])
        assert became(change) == "changed mank"
        assert [became(each) for each in book.take([row])] == [None]
        assert [became(each) for each in book.settle()] == ["changed mank", "unchanged mank"]


def test_last_of_two_values_in_a_file_decides_what_is_new(store: Store) -> None:
    first, second = (says("Mank", status=one, source="A") for one in ("filming", "ended"))
    assert [told(change) for change in take(store, first, second)] == [
        ["added -> Mank"],
        ["status filming -> ended"],
    ]
    for file in ((first, second), (second, first), (second,), (first, second, first)):
        assert {change.outcome for change in take(store, *file)} == {"unchanged"}
    # On its own, the overtaken value is now the source's last claim.
    assert [told(change) for change in take(store, first)] == [["status ended -> filming"]]
    assert [change.outcome for change in take(store, first)] == ["unchanged"]
    assert [batch.reports for batch in batches(store)] == [2, 1]


def test_overtaken_rows_wait_for_the_end_of_their_file(store: Store) -> None:
    first, second = (says("Mank", status=one, source="A") for one in ("filming", "ended"))
    take(store, first, second)
    with writing.ledger(store) as book:
        assert list(book.take([first])) == [None]
        assert [became(change) for change in book.take([first, second])] == [
            None,
            "unchanged mank",
        ]
        assert [became(change) for change in book.settle()] == ["unchanged mank"] * 2
        # The next file starts over.
        assert list(book.settle()) == []
        assert list(book.take([first])) == [None]
        assert [became(change) for change in book.settle()] == ["changed mank"]
    assert record(store, "mank").status == "filming"


def test_waiting_row_keeps_the_links_resolved_when_it_came(store: Store) -> None:
    add(store, "Mank", year=2019)
    link = (("sequel-of", "Mank"),)
    first, second = (says("M", status=one, links=link, source="A") for one in ("filming", "ended"))
    take(store, first, second)
    # Meanwhile the linked name means two titles.
    changes = take(store, first, says("Mank", year=1900), says("Other"))
    assert [became(change) for change in changes] == [
        *("added mank-1900", "added other", "changed m"),
    ]
    with pytest.raises(TitleAmbiguousError):
        take(store, first)


@pytest.mark.parametrize(
    ("there", "said", "kind", "changes"),
    [
        # Most catalogues list a documentary as a film, which is not a change.
        ("documentary", "film", "documentary", []),
        ("special", "film", "special", []),
        ("short", "film", "short", []),
        ("docuseries", "series", "docuseries", []),
        ("film", "film", "film", []),
        # A finer kind is a change, and so is the first stated kind.
        ("film", "documentary", "documentary", ["edited kind film -> documentary"]),
        ("special", "documentary", "documentary", ["edited kind special -> documentary"]),
        ("series", "docuseries", "docuseries", ["edited kind series -> docuseries"]),
        (None, "film", "film", []),
        (None, "series", "series", ["edited kind film -> series"]),
        (None, "short", "short", ["edited kind film -> short"]),
    ],
)
def test_plain_kind_does_not_replace_a_finer_one(
    store: Store, there: str | None, said: str, kind: str, changes: list[str]
) -> None:
    add(store, "Mank", kind=there, source="A")
    row = says("Mank", kind=said, source="B")
    (change,) = take(store, row)
    assert change.title is not None
    assert (change.title.kind, change.title.kind_said) == (kind, True)
    assert told(change) == changes
    assert change.outcome == ("changed" if changes or there is None else "unchanged")
    assert take(store, row)[0].outcome == "unchanged"


def test_file_that_states_a_plain_kind_after_a_finer_one_changes_nothing_again(
    store: Store,
) -> None:
    film, earlier, documentary = rows_of_kinds = (
        says("Mank", kind="film", source="A"),
        says("Mank", kind="documentary", source="A", on="2020"),
        says("Mank", kind="documentary", source="A"),
    )
    take(store, *rows_of_kinds)
    assert record(store, "mank").kind == "film"
    assert [became(change) for change in take(store, *rows_of_kinds)] == ["unchanged mank"] * 3
    # Without the row with the plain kind, the file states only the finer one.
    assert [became(change) for change in take(store, earlier, documentary)] == [
        *("unchanged mank", "changed mank"),
    ]
    assert record(store, "mank").kind == "documentary"
    assert [became(change) for change in take(store, film)] == ["unchanged mank"]


# Which title a row is about


def test_row_with_another_name_adds_that_name(store: Store) -> None:
    take(store, says("Money Heist", ids=(("imdb", "tt1"),), kind="series", year=2017))
    row = says("La casa de papel", ids=(("imdb", "tt1"),), kind="series", year=2017, source="A")
    (change,) = take(store, row)
    assert told(change) == ["edited aka -> La casa de papel"]
    assert take(store, says("LA CASA DE PAPEL"))[0].outcome == "unchanged"
    assert slugs(store) == ["money-heist"]


def test_further_event_of_a_calendar_adds_only_other_ids(store: Store) -> None:
    take(store, says("Mank", ids=(("calendar", "1"),), source="A"))
    event = says("Mank", ids=(("calendar", "2"),), source="A")
    assert [became(change) for change in take(store, event)] == ["unchanged mank"]
    both = says("Mank", ids=(("calendar", "3"), ("imdb", "tt1")), source="A")
    assert told(take(store, both)[0]) == ["edited ids -> imdb=tt1"]


def test_current_or_former_name_is_not_added_as_another_name(store: Store) -> None:
    add(store, "Untitled", aka=("Citizen M",), ids=(("imdb", "tt1"),), source="A")
    update(store, "untitled", title="Mank", source="A")
    named = [
        says(name, ids=(("imdb", "tt1"),), source="A") for name in ("UNTITLED", "mank", "citizen m")
    ]
    assert [became(change) for change in take(store, *named)] == ["unchanged mank"] * 3
    (change,) = take(store, says("M", ids=(("imdb", "tt1"),), aka=("Em",), source="A"))
    assert told(change) == ["retitled Mank -> M", "edited aka -> Em"]


def test_removed_title_stays_removed_unless_restored(store: Store) -> None:
    take(store, says("Mank", year=2020), says("Roma"))
    remove(store, "mank")
    row = says("MANK", year=2021, date="2020-12-04")
    (left,) = take(store, row)
    assert (left.outcome, left.slug, left.title) == ("left removed", "mank", None)
    assert len(batches(store)) == 2
    assert take(store, says("Mank", year=1999))[0].outcome == "added"  # another title
    (back,) = take(store, row, restore=True)
    assert (back.outcome, back.slug) == ("added", "mank-2021")


def test_row_that_matches_several_titles_is_refused(store: Store) -> None:
    add(store, "Dune", year=1984)
    add(store, "Dune", year=2021)
    with pytest.raises(AmbiguousRowError):
        take(store, says("Dune"))
    assert take(store, says("Dune", year=2021))[0].slug == "dune-2021"


def test_different_future_dates_still_mean_the_same_title(store: Store) -> None:
    add(store, "Top Gun", date="2021-06-24", source="W")
    (change,) = take(store, says("Top Gun", date="2024-05-27", source="W"))
    assert (change.slug, told(change)) == (
        "top-gun",
        ["slipped 2021-06-24 -> 2024-05-27 1068 days later"],
    )
    # A past date makes it another title, and so does a stated year that is long past.
    assert take(store, says("Top Gun", date="1986-05-16"))[0].outcome == "added"
    assert take(store, says("Top Gun", year=1990))[0].outcome == "added"
    assert slugs(store) == ["top-gun", "top-gun-2", "top-gun-1990"]


def test_rows_with_two_slugs_in_one_file_are_two_titles(store: Store) -> None:
    twins = [says("Twin", handle="twin"), says("Twin", handle="twin-2")]
    assert [change.outcome for change in take(store, *twins)] == ["added", "added"]
    assert slugs(store) == ["twin", "twin-2"]
    # The same file again: each row finds its own title.
    assert [change.slug for change in take(store, *twins)] == ["twin", "twin-2"]
    # Several rows with the same slug are one title with a release each.
    rows = [says("Twin", handle="twin", platform=name) for name in ("Netflix", "Hulu")]
    assert [change.slug for change in take(store, *rows)] == ["twin", "twin"]
    assert len(slugs(store)) == 2


def test_new_title_gets_its_slug_from_the_file(store: Store) -> None:
    add(store, "Taken")
    wishes = [("A", "my-a"), ("B", "taken"), ("C", "Not a slug"), ("D", "d")]
    changes = take(store, *(says(title, handle=handle) for title, handle in wishes))
    assert [became(change) for change in changes] == [
        *("added my-a", "added b", "added c", "added d"),
    ]
    # For an existing title the slug in the file changes nothing.
    (change,) = take(store, says("A", handle="other"))
    assert became(change) == "unchanged my-a"


def test_earlier_reports_of_the_source_decide_between_several_titles(store: Store) -> None:
    first, second = (says("Twin", handle=handle, source="A") for handle in ("twin", "twin-2"))
    take(store, first, second)
    update(store, "twin-2", tags=("b",), source="A")
    update(store, "twin-2", tags=("c",), source="C")
    for row in (says("Twin", tags=("b",), source="A"), says("Twin", source="C")):
        (change,) = take(store, row)
        assert became(change) == "unchanged twin-2"
    update(store, "twin-2", links=(("sequel-of", "twin"),), source="D")
    follows = says("Twin", links=(("sequel-of", "twin"),), source="D")
    assert became(take(store, follows)[0]) == "unchanged twin-2"
    # What repeats all that it states changes nothing, whichever it is about.
    assert became(take(store, says("Twin", source="A"))[0]) == "unchanged twin"
    for tags, source in ((("c",), "A"), (("b",), "B")):
        with pytest.raises(AmbiguousRowError) as error:
            take(store, says("Twin", tags=tags, source=source))
        assert str(error.value) == ('"Twin" could be twin or twin-2.')


# Rows of one file that match each other or titles on the slate

MEETINGS: dict[str, tuple[Store, list[Statement], list[str]]] = {
    "The slug that a second one of a year got": (
        empty(),
        [says("Name", year=1999), says("Name", year=2019), says("Name 2019")],
        ["added name", "added name-2019", "added name-2019-2"],
    ),
    "one slug of two names": (
        empty(),
        [says("Name"), says("Name!"), says("NAME"), says("Name 2")],
        ["added name", "added name-2", "unchanged name", "added name-2-2"],
    ),
    "another name, and later its title": (
        empty(),
        [says("Money Heist", year=2017, aka=("La casa",)), says("La casa", year=2017)],
        ["added money-heist", "unchanged money-heist"],
    ),
    "a title, and later another name": (
        empty(),
        [says("La casa", year=2017), says("Money Heist", year=2017, aka=("La casa",))],
        ["added la-casa", "changed la-casa"],
    ),
    "another name of both": (
        empty(),
        [
            says("Money Heist", year=2017, aka=("La casa",)),
            says("Haus des Geldes", year=2017, aka=("La casa",)),
            says("Haus des Geldes"),
        ],
        ["added money-heist", "changed money-heist", "unchanged money-heist"],
    ),
    "an id of two names": (
        empty(),
        [says("A", ids=(("imdb", "1"),)), says("B", ids=(("imdb", "1"),)), says("B")],
        ["added a", "changed a", "unchanged a"],
    ),
    "two ids of one name": (
        empty(),
        [*(says("A", ids=(("imdb", value),)) for value in "121"), says("A")],
        ["added a", "added a-2", "unchanged a", "AmbiguousRowError"],
    ),
    "one number of a film, of a series and of its season": (
        empty(),
        [
            says("A", kind="series", ids=(("tmdb", "1"),)),
            says("A", kind="film", ids=(("tmdb", "1"),)),
            says("A", season=1, ids=(("tmdb", "1/season/1"),)),
            says("A", season=1, ids=(("tmdb", "1"),)),
        ],
        ["added a", "added a-2", "added a-s1", "changed a-s1"],
    ),
    "seasons and parts": (
        empty(),
        [
            *(says("A", season=1), says("A", season=2), says("A")),
            *(says("A", season=1, part=1), says("A", part=1), says("A", season=1)),
        ],
        ["added a-s1", "added a-s2", "added a", "added a-s1-p1", "added a-p1", "unchanged a-s1"],
    ),
    "links to titles of the same file": (
        empty(),
        [
            says("A"),
            says("B", links=(("sequel-of", "a"),)),
            says("C", links=(("spin-off-of", "B"),)),
            says("E", links=(("sequel-of", "D"),)),
            says("D"),
            says("D", links=(("sequel-of", "d"),)),
        ],
        [
            *("added a", "added b", "added c", "TitleNotFoundError", "added d"),
            "LinkToItselfError",
        ],
    ),
    "handles": (
        empty(),
        [
            says("Name", handle="name"),
            says("Name", handle="name-2019"),
            says("Name 2019"),
            says("Name", handle="name"),
            says("Name", handle="name-2019"),
            says("Name", handle="x"),
            says("Y", handle="name"),
        ],
        [
            *("added name", "added name-2019", "added name-2019-2", "unchanged name"),
            *("unchanged name-2019", "added x", "added y"),
        ],
    ),
    "slugs that are asked for": (
        empty(),
        [
            *(says("A", slug="b"), says("B"), says("C", slug="b"), says("A", slug="b")),
            *(says("A", slug="c"), says("C"), says("A", slug="b-2")),
        ],
        [
            *("added b", "added b-2", "SlugTakenError", "unchanged b", "changed c", "added c-2"),
            "SlugTakenError",
        ],
    ),
    "a slug that is taken": (
        full(),
        [says("Name 2"), says("Name 3"), says("Name")],
        ["added name-2-2", "added name-3", "unchanged name"],
    ),
    "names that are there, or were": (
        full(),
        [
            says("Slugged", year=1917),
            says("Other", year=1999, aka=("Name",)),
            says("Newest", year=2019, aka=("Old Name",)),
            says("Old Name", year=2018),
        ],
        ["changed name-2", "changed name", "changed new-name", "added old-name"],
    ),
    "a former title that another row brings": (
        empty(),
        [
            says("Name", date="2019-05"),
            says("Name 2", aka=("Name",), year=2019, on="2021-01-05"),
            says("Name 2"),
        ],
        ["added name", "changed name", "unchanged name"],
    ),
    "an id that is there": (
        full(),
        [says("Other", ids=(("imdb", "1"),)), says("Name", ids=(("imdb", "9"),), year=1999)],
        ["changed other", "added name"],
    ),
    "titles that were removed": (
        full(),
        [
            *(says("Gone"), says("Here"), says("Gone", year=1917), says("First"), says("Second")),
            *(says("Fourth"), says("Other", ids=(("tmdb", "3"),)), says("There")),
        ],
        [
            *("left removed gone", "added here", "added gone", "left removed first"),
            *("left removed second", "left removed fourth", "left removed other", "added there"),
        ],
    ),
    "a title that was undone": (
        full(),
        [says("Undone", tags=("a",)), says("Undone"), says("Undone!")],
        ["added undone", "unchanged undone", "added undone-2"],
    ),
    "a title for which reports wait": (
        full(),
        [says("Waiting"), says("Awaited"), says("Other", ids=(("tmdb", "7"),)), says("Other")],
        ["added waiting", "unchanged waiting", "changed other", "unchanged other"],
    ),
    "a slug that another title gives up": (
        full(),
        [
            says("Firm", kind="film", ids=(("imdb", "5"),), on="2020"),
            *(says("Firm 2"), says("Firm 2"), says("Rumored")),
        ],
        ["changed firm", "added firm-2-2", "unchanged firm-2-2", "added rumored"],
    ),
    "a former title that an earlier day brings": (
        full(),
        [says("Name"), says("Old", ids=(("imdb", "1"),), on="2020"), says("Old")],
        ["unchanged name", "changed name", "unchanged name"],
    ),
    "a platform that a title brings back": (
        full(),
        [says("Waiting"), says("Here", platform="my CHANNEL")],
        ["added waiting", "added here"],
    ),
    "a slug that changes with the year": (
        full(),
        [says("Late", kind="series", year=2021), says("Late 2021"), says("Late 2")],
        ["changed late-2021", "added late-2021-2", "added late-2"],
    ),
}


@pytest.mark.parametrize("name", MEETINGS)
def test_rows_that_match_each_other_or_the_slate(name: str) -> None:
    store, file, expected = MEETINGS[name]
    at_once = outcome(store, file)
    assert [became(found) for found in at_once.changes] == expected
    assert outcome(store, *([row] for row in file)).in_words == at_once.in_words
    assert outcome(store, file, shortcut=False).in_words == at_once.in_words


@pytest.mark.slow
@settings(max_examples=200)
@given(rows.files(), st.booleans(), st.integers(0, 6))
def test_result_does_not_depend_on_how_many_rows_come_at_once(
    file: tuple[Store, list[Statement]],
    restore: bool,  # noqa: FBT001 -- drawn
    at: int,
) -> None:
    """The result is the same as looking up each row, one by one.

    It has the changes and the refusals, all reports and all projections.
    """
    store, told = file
    slowly = outcome(store, told, restore=restore, shortcut=False)
    by_size = [[told[i : i + size] for i in range(0, len(told), size)] for size in (1, 2, 3)]
    for chunks in ([told], [told[:at], told[at:]], *by_size):
        assert outcome(store, *chunks, restore=restore).in_words == slowly.in_words


@given(rows.works(), st.sampled_from((empty(), full())))
def test_importing_any_file_again_changes_nothing(told: list[Statement], store: Store) -> None:
    once, again = outcome(store, told), outcome(store, told, before=told)
    about = {found.slug for found in (*once.changes, *once.settled) if isinstance(found, Change)}
    said = {became(found) for found in (*again.changes, *again.settled) if found is not None}
    assert said == {f"unchanged {slug}" for slug in about}
    assert len(again.settled) == again.changes.count(None)


_PLAIN: dict[str, Any] = {"title": "Dune", "source": "A", "date": "2021-03-05", "platform": "Hulu"}


@pytest.mark.parametrize(
    ("before", "again", "is_news"),
    [
        ([{}], {}, False),
        ([{"tags": ("x",)}], {"tags": ("x",)}, False),
        ([{"credits": (("cast", "Ann"),)}], {"credits": (("cast", "Ann"),)}, False),
        # The source has stated something else since.
        ([{}, {"date": "2021-04-02"}], {}, True),
        # A report of an earlier day: what comes later is not known then.
        ([{}], {"on": "2021-01-02"}, True),
        ([{"on": "2021-01-02"}], {}, False),
        ([{}], {"confidence": "official"}, True),
        ([{}], {"confidence": "rumor"}, False),
        ([{}], {"note": "in passing"}, True),
        ([{}], {"url": "https://variety.com/1"}, True),
        ([{}], {"tags": ("x",)}, True),
        ([{}], {"source": "B"}, True),
    ],
)  # fmt: skip
def test_what_a_file_repeats_and_what_is_news(
    before: list[dict[str, Any]], again: dict[str, Any], *, is_news: bool
) -> None:
    """Both as it is found out for rows that merely repeat, and for all others."""
    found = []
    for shortcut in (True, False):
        with closing(Store(None)) as store:
            for fields in before:
                take(store, says(**_PLAIN | fields))
            row = says(**_PLAIN | again)
            outcomes = outcome(store, [row, row], shortcut=shortcut)
            found.append([became(change) for change in outcomes.changes])
    first = "changed dune" if is_news else "unchanged dune"
    assert found == [[first, "unchanged dune"]] * 2


def test_a_name_that_was_never_shown_is_news(store: Store) -> None:
    """Of two titles that were merged, one had a name of a rumor, which the title did not get."""
    add(store, "Dune", source="A", ids=(("imdb", "1"),))
    add(store, "Arrakis", source="B", confidence="rumor", ids=(("tmdb", "1"),))
    merge(store, "dune", "arrakis")
    row = says("Arrakis", source="B", confidence="rumor", ids=(("tmdb", "1"),))
    quick, slow = (outcome(store, [row], shortcut=each) for each in (True, False))
    assert quick.in_words == slow.in_words
    assert [became(change) for change in quick.changes] == ["changed dune"]


def test_a_row_that_merely_repeats_is_compared_with_nothing_else(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = says(**_PLAIN)
    take(store, row)
    monkeypatch.delattr(Writer, "record_news")
    assert [became(change) for change in take(store, row)] == ["unchanged dune"]


@given(rows.files(), st.integers(0, 6), st.booleans())
def test_rows_that_repeat_what_is_there_take_a_shorter_way_to_the_same_result(
    file: tuple[Store, list[Statement]],
    first: int,
    later: bool,  # noqa: FBT001 -- drawn
) -> None:
    store, told = file
    before = told[first:] + told[:first] if later else told[:first]
    quick, slow = (outcome(store, told, before=before, shortcut=each) for each in (True, False))
    assert quick.in_words == slow.in_words


# Rows that are refused


@given(rows.files(), st.booleans())
def test_refused_row_stores_nothing_and_does_not_affect_others(
    file: tuple[Store, list[Statement]],
    restore: bool,  # noqa: FBT001 -- drawn
) -> None:
    store, told = file
    every = outcome(store, told, restore=restore)
    refused = [isinstance(found, SlateError) for found in every.changes]
    alone = outcome(
        store,
        [row for row, is_refused in zip(told, refused, strict=True) if not is_refused],
        restore=restore,
    )
    assert alone.slate == every.slate
    settled = [False] * len(every.settled)
    assert alone.told == [
        text
        for text, is_refused in zip(every.told, [*refused, *settled], strict=True)
        if not is_refused
    ]


def test_error_of_a_row_is_returned_in_its_place(store: Store) -> None:
    add(store, "Twin", year=1984)
    add(store, "Twin", year=2021)
    file = [
        says("A"),
        says("B", links=(("sequel-of", "Nobody"),)),
        says("Twin"),
        says("C", slug="twin"),
        says("A", slug="twin"),
        says("A", links=(("sequel-of", "A"),)),
        says("D"),
    ]
    with writing.ledger(store) as book:
        found = list(book.take(file))
    assert [became(each) for each in found] == [
        *("added a", "TitleNotFoundError", "AmbiguousRowError", "SlugTakenError"),
        *("SlugTakenError", "LinkToItselfError", "added d"),
    ]
    assert [str(each) for each in found if isinstance(each, SlateError)] == [
        'No title "Nobody".',
        str(AmbiguousRowError("Twin", ["twin", "twin-2021"])),
        'The slug twin belongs to "Twin". Choose another.',
        'The slug twin belongs to "Twin". Choose another.',
        '"A" cannot follow itself.',
    ]
    assert slugs(store) == ["a", "d", "twin-2021", "twin"]
    assert [batch.reports for batch in batches(store)] == [1, 1, 2]


def test_file_with_only_refused_rows_records_nothing(store: Store) -> None:
    with writing.ledger(store) as book:
        assert [became(each) for each in book.take([says("A", links=(("remake-of", "A"),))])] == [
            "TitleNotFoundError"
        ]
        assert list(book.take([])) == []
    assert batches(store) == []


def test_row_dated_before_the_title_was_known_states_its_name(store: Store) -> None:
    add(store, "Soul", on="2020-02-01")
    row = says("SOUL", tags=("list",), on="2020-01-01", source="A list")
    assert [change.outcome for change in take(store, row)] == ["changed"]
    assert [change.outcome for change in take(store, row)] == ["unchanged"]
    with store.reading() as slate:
        reports = in_order(ledger_tables.reports_on(slate, lookup.find(slate, "soul").key))
    assert reports[0].said == {"title": "SOUL", "tags": {"list": True}}
    assert record(store, "soul").title == "Soul"


@pytest.mark.parametrize("source", [None, "A"])
@pytest.mark.parametrize(
    "rows",
    [
        [{"title": "Home"}, {"title": "Home (2020)"}],
        [{"title": "Home (2021)"}, {"title": "Home"}, {"title": "Home (2020)"}],
    ],
)
def test_rows_of_one_name_with_and_without_a_year_are_found_again(
    store: Store, rows: list[dict[str, str]], source: str | None
) -> None:
    statements = [with_name_parsed(says(**row, source=source)) for row in rows]
    assert {change.outcome for change in take(store, *statements)} == {"added"}
    assert {change.outcome for change in take(store, *statements)} == {"unchanged"}
    assert len(slugs(store)) == len(rows)


def test_rows_of_other_confidences_are_not_two_dates_of_one_statement() -> None:
    rumor = says("Home", date="2021-02-01", confidence=Confidence.RUMOR, source="A")
    official = says("Home", date="2021-03-01", confidence=Confidence.OFFICIAL, source="A")
    for both in ((rumor, official), (official, rumor)):
        with closing(Store(None)) as fresh:
            changes = take(fresh, *both)
            assert [change.two_dates for change in changes] == [(), ()]
            (record,) = records(fresh)
            assert (record.date, record.confidence) == ("2021-03-01", "official")


# What may be added

Rows = list[Change | SlateError | None]


def _take_if(
    store: Store,
    may_add: Callable[[Title], bool] | None,
    *statements: Statement,
    restore: bool = False,
) -> Rows:
    with writing.ledger(store) as book:
        importer = book.row_importer(restore=restore)
        found = importer.add(statements, may_add)
        importer.finish(lambda change, _: found.append(change))
        return found


def _is_to_come(title: Title) -> bool:
    return not title.status.settled


def test_a_title_that_may_not_be_added_is_left_out_and_others_are_not(store: Store) -> None:
    add(store, "Here", date="2020-01-01")
    found = _take_if(
        store,
        _is_to_come,
        says("Out", date="2021-01-06"),
        says("Show", season=2, status="canceled"),
        says("Coming", date="2021-01-08"),
        says("Here", year=2020),
        # A row that links takes another way through the code.
        says("After", date="2021-01-01", links=(("sequel-of", "Here"),)),
        says("Before", links=(("sequel-of", "Here"),)),
    )
    assert [became(each) for each in found] == [
        *("left out out", "left out show-s2", "added coming", "changed here"),
        *("left out after", "added before"),
    ]
    assert [each.title for each in found[:2] if isinstance(each, Change)] == [None, None]
    assert sorted(slugs(store)) == ["before", "coming", "here"]


def test_rows_that_are_all_left_out_record_nothing(store: Store) -> None:
    assert [
        became(each) for each in _take_if(store, lambda _: False, says("A"), says("B", slug="c"))
    ] == ["left out a", "left out c"]
    assert batches(store) == []


def test_a_title_that_was_left_out_may_be_added_by_the_same_batch(store: Store) -> None:
    with writing.ledger(store) as book:
        importer = book.row_importer(restore=False)
        row = says("Dune", date="2021-01-08", ids=(("tvmaze", "1"),))
        became_ = [
            became(each)
            for may_add in (lambda _: False, _is_to_come, lambda _: False)
            for each in importer.add([row], may_add)
        ]
        assert became_ == ["left out dune", "added dune", "unchanged dune"]
        # Without a condition, again, everything is added.
        assert [became(each) for each in importer.add([says("Out", date="2020")])] == ["added out"]


def test_a_removed_title_is_not_asked_about_unless_removed_titles_are_restored(
    store: Store,
) -> None:
    add(store, "Dune", date="2021-02-01")
    remove(store, "dune")
    row = says("Dune", date="2021-02-01", source="TVmaze")
    never: Callable[[Title], bool] = lambda _: False  # noqa: E731 -- twice below
    assert [became(each) for each in _take_if(store, _is_to_come, row)] == ["left removed dune"]
    assert [became(each) for each in _take_if(store, never, row)] == ["left removed dune"]
    assert [became(each) for each in _take_if(store, never, row, restore=True)] == ["left out dune"]
    assert slugs(store) == []
    assert [became(each) for each in _take_if(store, _is_to_come, row, restore=True)] == [
        "added dune"
    ]


def test_a_title_with_a_wrong_link_is_refused_before_it_is_left_out(store: Store) -> None:
    row = says("Dune", links=(("sequel-of", "Nobody"),))
    assert [became(each) for each in _take_if(store, lambda _: False, row)] == [
        "TitleNotFoundError"
    ]


@pytest.mark.parametrize(
    ("may_add", "folds"), [(None, 3), (lambda _: True, 6), (lambda _: False, 3)]
)
def test_only_a_condition_takes_a_fold_of_its_own_per_new_title(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    may_add: Callable[[Title], bool] | None,
    folds: int,
) -> None:
    counted: list[str] = []

    def counting(key: str, reports: list[Report]) -> Title:
        counted.append(key)
        return fold_existing(key, reports)

    monkeypatch.setattr(row_importer, "fold_existing", counting)
    rows = [says(title, date="2021-02-01") for title in ("A", "B", "C")]
    _take_if(store, may_add, *rows)
    assert len(counted) == folds
    counted.clear()
    # A title that is there takes none, and a row of it may be from a live source.
    add(store, "D", source="TVmaze")
    live = says("D", date="2021-02-01", source="TVmaze", live=FULL)
    assert [became(each) for each in _take_if(store, may_add, live)] == ["changed d"]
    assert counted == []


# Answers of live sources

FULL = LiveAnswer(is_full=True)
LISTED = LiveAnswer(is_full=False)
IN_US = LiveAnswer(is_full=True, regions=frozenset({"US", None}))


def _said(
    title: str,
    live: LiveAnswer = FULL,
    *,
    source: str | None = "TVmaze",
    confidence: str = "listed",
    **fields: Any,  # noqa: ANN401 -- fields of any type
) -> Statement:
    """Return a row of a live source."""
    return says(title, live=live, source=source, confidence=confidence, **fields)


def _in(region: str | None, day: str | None, type_: str | None = "theatrical") -> SaidRelease:
    kind = None if type_ is None else RELEASE_TYPES[type_]
    return SaidRelease(ReleaseKey(kind, region, None), None if day is None else parse_date(day))


def _told(changes: list[Change]) -> list[list[str]]:
    return [told(change) for change in changes]


def _reported(store: Store) -> list[str]:
    """Return what each report states about releases, oldest first."""
    with store.reading() as connection:
        found = connection.execute("select said -> '$.releases' from reports order by id")
        return [said for (said,) in found if said is not None]


def test_a_full_answer_withdraws_a_date_that_its_source_states_no_longer(store: Store) -> None:
    dated = _said("Mank", platform="Netflix", date="2021-02-01")
    take(store, dated)
    assert _told(take(store, _said("Mank", platform="Netflix"))) == [
        ["undated 2021-02-01 ->", "status scheduled -> announced"]
    ]
    assert _reported(store)[1] == '{"streaming||Netflix":{"date":null}}'
    for row in (_said("Mank"), _said("Mank", platform="Netflix")):
        assert [change.outcome for change in take(store, row)] == ["unchanged"]
    # The date comes back.
    assert _told(take(store, dated)) == [["dated -> 2021-02-01", "status announced -> scheduled"]]
    assert [change.outcome for change in take(store, dated)] == ["unchanged"]
    assert [batch.reports for batch in batches(store)] == [1] * 3


def test_a_full_answer_withdraws_the_day_on_which_a_release_leaves(store: Store) -> None:
    dated = _said("Mank", platform="Netflix", date="2021-02-01")
    take(store, replace(dated, leaves=parse_date("2022")))
    assert _told(take(store, dated)) == [["leaving 2022 ->"]]
    assert _reported(store)[1] == '{"streaming||Netflix":{"leaves":null}}'
    assert [change.outcome for change in take(store, dated)] == ["unchanged"]


def test_an_answer_may_withdraw_one_date_and_state_another(store: Store) -> None:
    one, other = _in("US", "2021-02-01"), _in("GB", "2021-02-03")
    take(store, _said("Mank", on="2021-01-05", releases=(one, other)))
    moved = SaidRelease(one.key, parse_date("2021-03-01"))
    (change,) = take(store, _said("Mank", releases=(moved,), year=2020))
    assert told(change) == [
        "slipped 2021-02-01 -> 2021-03-01 28 days later",
        "undated 2021-02-03 ->",
        "edited year -> 2020",
    ]
    assert _reported(store)[1] == (
        '{"theatrical|GB|":{"date":null},"theatrical|US|":{"date":"2021-03-01"}}'
    )


def test_dates_of_other_sources_are_never_withdrawn(store: Store) -> None:
    add(store, "Mank", platform="Netflix", date="2021-02-01", source="Netflix",
        confidence="official")  # fmt: skip
    add(store, "Soul", platform="Netflix", date="2021-02-01", source="TMDB", confidence="listed")
    take(
        store,
        _said("Mank", platform="Netflix", date="2021-02-01"),
        _said("Soul", platform="Netflix", date="2021-02-01"),
    )
    take(store, _said("Mank", platform="Netflix"), _said("Soul"))
    assert _reported(store)[4:] == ['{"streaming||Netflix":{"date":null}}'] * 2
    assert [record(store, slug).date for slug in ("mank", "soul")] == ["2021-02-01"] * 2
    assert record(store, "mank").confidence == "official"


def test_an_answer_about_some_regions_withdraws_only_dates_there(store: Store) -> None:
    dates = (_in("US", "2021-02-01"), _in("GB", "2021-02-03"), _in(None, "2021-01-20", None))
    take(store, _said("Mank", releases=dates))
    (change,) = take(store, _said("Mank", IN_US))
    assert change.title is not None
    assert [(str(release.key), release.date.text) for release in change.title.releases] == [
        ("theatrical|GB|", "2021-02-03"),
        ("||", "TBA"),
        ("theatrical|US|", "TBA"),
    ]
    assert _told(take(store, _said("Mank", IN_US))) == [[]]


def test_a_list_withdraws_nothing(store: Store) -> None:
    dated = _said("Mank", LISTED, platform="Netflix", date="2021-02-01", leaves="2022")
    take(store, dated)
    for row in (_said("Mank", LISTED), _said("Mank", LISTED, platform="Netflix")):
        assert [change.outcome for change in take(store, row)] == ["unchanged"]
    # Nor does a file that is not from a live source.
    assert [change.outcome for change in take(store, replace(_said("Mank"), live=None))] == [
        "unchanged"
    ]


def test_a_vague_date_of_a_list_is_left_out_where_its_source_knows_more(store: Store) -> None:
    vague = _said("Mank", LISTED, on="2021-01-05", date="2021-01-20")
    take(store, vague)  # a date of which nothing else is known
    assert record(store, "mank").date == "2021-01-20"
    take(store, _said("Mank", IN_US, source="TMDB", releases=(_in("US", "2021-02-01"),)))
    # That is of another source.
    assert _told(take(store, _said("Mank", LISTED, date="2021-01-21"))) == [
        ["slipped 2021-01-20 -> 2021-01-21 1 day later"]
    ]
    listed = _said("Mank", LISTED, source="TMDB", date="2021-01-20", year=2020)
    assert _told(take(store, listed)) == [["edited year -> 2020"]]
    assert [change.outcome for change in take(store, listed)] == ["unchanged"]
    # Other dates of the list count.
    both = _said("Mank", LISTED, source="TMDB", date="2021-01-20",
                 releases=(_in("US", "2021-02-08"),))  # fmt: skip
    take(store, both)
    assert _reported(store)[-1] == '{"theatrical|US|":{"date":"2021-02-08"}}'


def test_a_kept_answer_is_ignored_where_its_source_has_spoken_since(store: Store) -> None:
    take(
        store,
        *(_said(title, on="2021-01-05", date="2021-02-01") for title in ("Mank", "Soul")),
    )
    late = instant_text(NOW - timedelta(seconds=1))
    kept = LiveAnswer(is_full=True, kept_since=late)
    rows = [_said("Mank", kept, date="2021-03-01"), _said("Soul", kept, year=2020)]
    assert [change.outcome for change in take(store, *rows)] == ["unchanged", "unchanged"]
    assert len(batches(store)) == 1
    # The time of the claim itself is not later.
    same = LiveAnswer(is_full=True, kept_since=instant_text(NOW))
    assert _told(take(store, _said("Mank", same, on="2021-01-06", date="2021-03-01"))) == [
        ["slipped 2021-02-01 -> 2021-03-01 28 days later"]
    ]
    # A current answer counts whatever was recorded.
    assert _told(take(store, _said("Mank", date="2021-04-01"))) == [
        ["slipped 2021-03-01 -> 2021-04-01 31 days later"]
    ]


def test_a_kept_answer_counts_for_each_title_and_source_by_itself(store: Store) -> None:
    take(store, _said("Mank", date="2021-02-01"))
    add(store, "Soul", date="2021-02-01", source="Variety")
    add(store, "Dune", date="2021-02-01")
    kept = LiveAnswer(is_full=True, kept_since=instant_text(NOW - timedelta(days=1)))
    rows = [_said(title, kept, date="2021-03-01") for title in ("Mank", "Soul", "Dune")]
    rows.append(_said("Mank", kept, source="TMDB", date="2021-03-01"))
    assert [change.outcome for change in take(store, *rows)] == [
        *("unchanged", "changed", "changed", "changed"),
    ]


def test_claims_that_were_undone_do_not_outdate_a_kept_answer(store: Store) -> None:
    add(store, "Mank")
    take(store, _said("Mank", date="2021-02-01"))
    kept = LiveAnswer(is_full=True, kept_since=instant_text(NOW - timedelta(days=1)))
    row = _said("Mank", kept, date="2021-01-31")
    assert [change.outcome for change in take(store, row)] == ["unchanged"]
    undo(store)
    assert _told(take(store, row)) == [["dated -> 2021-01-31", "status announced -> scheduled"]]


def _asked(store: Store, many: int) -> list[int]:
    """Return how many queries an import of so many new rows, and of the same again, takes."""
    found = []
    for _ in range(2):
        asked: list[str] = []
        # A store in memory has only one connection.
        with store.reading() as connection, writing.ledger(store) as book:
            connection.set_trace_callback(asked.append)
            book.take([says(f"Film {number}", date="2021-03-05") for number in range(many)])
            connection.set_trace_callback(None)
        found.append(sum(one.lstrip().startswith("select") for one in asked))
    return found


def test_queries_of_new_rows_do_not_grow_and_those_of_known_ones_are_few() -> None:
    counts = []
    for many in (10, 20, 40):
        with closing(Store(None)) as store:
            counts.append(_asked(store, many))
    new, same = zip(*counts, strict=True)
    assert len(set(new)) == 1
    assert same[2] - same[1] == 2 * (same[1] - same[0])
    assert (same[1] - same[0]) / 10 <= 4  # for each row
