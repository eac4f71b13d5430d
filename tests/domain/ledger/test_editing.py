from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.ledger.editing import (
    Facts,
    conflicts,
    credited_reports,
    facts_of,
    patches,
    with_stage,
)
from slate.domain.ledger.fold import fold, fold_existing
from slate.domain.ledger.patch import Path
from slate.domain.reports.report import Report
from slate.domain.titles.fields import STATED
from slate.domain.titles.title import Title
from tests import fields as sample
from tests.domain.patches import COLLECTIONS, DUNE, title_of
from tests.domain.slates import by_key, report, slates

NETFLIX, HULU = "streaming||Netflix", "streaming||Hulu"
THEATERS = "theatrical|US|"


def released(**dates: dict[str, str | None] | None) -> dict[str, Any]:
    """Return a patch with releases; `a` is Netflix, `b` Hulu, `c` theaters, `d` no place."""
    keys = {"a": NETFLIX, "b": HULU, "c": THEATERS, "d": "||"}
    return {"releases": {keys[name]: each for name, each in dates.items()}}


def of(*said: dict[str, Any]) -> Facts:
    return facts_of(title_of(DUNE, *said))


def test_facts_are_what_is_stated_and_shown() -> None:
    made = title_of(DUNE | COLLECTIONS, released(a={"date": "2021-Q1", "leaves": "2022"}))
    assert facts_of(made) == {
        ("title",): "Dune",
        ("tags", "desert"): True,
        ("tags", "scifi"): True,
        ("aka", "Duna"): True,
        ("aka", "Dune: Part One"): True,
        ("ids", "imdb"): "tt1160419",
        ("ids", "tmdb"): "438631",
        ("links", "remake-of|dune|||film|1984"): True,
        ("links", "sequel-of|a"): True,
        ("credits", "cast"): ("Zendaya",),
        ("credits", "director"): ("Denis Villeneuve",),
        ("releases", "streaming||netflix"): NETFLIX,
        ("releases", "streaming||netflix", "date"): "2021-Q1",
        ("releases", "streaming||netflix", "leaves"): "2022",
        ("releases", "tv||"): "tv||",
        ("releases", "||"): "||",
    }


def test_every_field_is_among_the_facts() -> None:
    stated = {
        name: sample.VALUES[name] for name in ("title", "kind", "slug", "status")
    } | sample.PLAIN_VALUES
    found = {path[0] for path in of(stated | COLLECTIONS)}
    sample.check("facts_of (slate/domain/ledger/editing.py)", found, STATED)


def test_derived_values_are_no_facts() -> None:
    assert of() == {("title",): "Dune"}


def test_each_value_is_credited_to_a_report() -> None:
    first = report(DUNE | {"tags": {"a": True}} | released(a={}), source="A")
    second = report({"tags": {"a": True, "b": True}, "year": 2021}, source="B", n=2)
    last = report({"year": None}, source="B", n=3)
    assert credited_reports([last, second, first]) == {
        ("title",): first,
        ("tags", "a"): first,
        ("tags", "b"): second,
    }


def test_nothing_edited_makes_no_patch() -> None:
    facts = of(COLLECTIONS)
    assert patches(facts, dict(facts)) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({}, {"year": 2021}, [{"year": 2021}]),
        ({"status": "filming"}, {}, [{"status": None}]),
        ({}, {"title": "Dune 2"}, [{"title": "Dune 2"}]),
        (
            {"tags": {"a": True, "b": True}},
            {"tags": {"b": True, "c": True}},
            [{"tags": {"a": None, "c": True}}],
        ),
        ({"ids": {"imdb": "tt1"}}, {"ids": {"imdb": "tt2"}}, [{"ids": {"imdb": "tt2"}}]),
        # Releases: a date that is changed or withdrawn, a release that comes or goes
        (
            released(a={"date": "2021"}),
            released(a={"date": "2021-05", "leaves": "2022"}),
            [released(a={"date": "2021-05", "leaves": "2022"})],
        ),
        (released(a={"date": "2021"}), released(a={}), [released(a={"date": None})]),
        (released(), released(a={}), [released(a={})]),
        (
            released(),
            released(a={"date": "2021"}, b={"leaves": "2022"}),
            [released(a={"date": "2021"}, b={"leaves": "2022"})],
        ),
        (released(a={"date": "2021"}), released(), [released(a=None)]),
        # A release that moves takes its dates with it.
        (released(a={"date": "2021"}), released(b={"date": "2021"}), [released(a=None, b={})]),
        (
            released(a={"date": "2021"}),
            released(b={"date": "2022"}),
            [released(a=None, b={"date": "2022"})],
        ),
        (
            released(a={"date": "2021"}),
            released(b={}),
            [released(a=None, b={"date": None})],
        ),
        (
            released(c={"date": "2021"}),
            released(a={"date": "2021"}),
            [released(c=None, a={})],
        ),
        (
            released(d={"date": "2021"}),
            released(a={"date": "2021-05"}),
            [released(d=None, a={"date": "2021-05"})],
        ),
        # One that only went, and another that only came, are no move.
        (
            released(c={"date": "2021-07"}),
            released(a={"date": "2021-01"}),
            [released(a={"date": "2021-01"}), released(c=None)],
        ),
        (
            released(c={}),
            released(a={}) | {"status": "filming"},
            [released(a={}), released(c=None) | {"status": "filming"}],
        ),
        (released(c={}), released(a={}), [released(a={}), released(c=None)]),
        (
            released(a={}, d={"date": "2021"}),
            released(a={"date": "2022"}),
            [released(a={"date": "2022"}), released(d=None)],
        ),
        # A move is a patch of its own if anything else comes or goes.
        (
            released(a={"date": "2021"}),
            released(b={"date": "2021"}, c={"date": "2022"}),
            [released(c={"date": "2022"}), released(a=None, b={})],
        ),
        # The spelling of a service is no change.
        (
            {"releases": {"streaming||netflix": {}}},
            released(a={}),
            [],
        ),
    ],
)
def test_a_patch_states_what_was_edited(
    before: dict[str, Any], after: dict[str, Any], said: list[dict[str, Any]]
) -> None:
    assert patches(of(before), of(after)) == said


@pytest.mark.parametrize(
    ("before", "after", "now", "stage"),
    [
        ({}, {"tags": {"date": True}}, {}, "announced"),
        ({}, released(a={"date": "2021"}), {}, "scheduled"),
        ({}, {"releases": {"festival||": {"date": "2021"}}}, {}, "announced"),
        (released(a={"date": "2021"}), released(a={}), {}, "announced"),
        (released(a={"date": "2021"}), released(), {}, "announced"),
        (released(a={"date": "2021"}), released(b={"date": "2021"}), {}, "scheduled"),
        # Others have dated it meanwhile.
        (released(a={}), released(a={}), released(a={"date": "2021"}), "scheduled"),
    ],
)
def test_upcoming_means_a_stage_by_the_releases_that_the_title_will_have(
    before: dict[str, Any], after: dict[str, Any], now: dict[str, Any], stage: str
) -> None:
    typed: Facts = {**of(after), ("status",): "upcoming"}
    releases = title_of(DUNE, before, now).releases
    assert with_stage(of(before), typed, releases) == {**of(after), ("status",): stage}
    assert with_stage(of(before), of(after), releases) == of(after)


def test_two_releases_that_move_are_two_patches() -> None:
    before = {"releases": {"tv||CBS": {"date": "2021-01"}, "tv|GB|BBC": {"date": "2021-02"}}}
    after = {"releases": {"tv||NBC": {"date": "2021-01"}, "tv|GB|ITV": {"date": "2021-02"}}}
    assert patches(of(before), of(after)) == [
        {"releases": {"tv||CBS": None, "tv||NBC": {}}},
        {"releases": {"tv|GB|BBC": None, "tv|GB|ITV": {}}},
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("AB", "A", {"cast|B": None}),
        ("AB", "ABC", {"cast|C": 3}),
        ("", "A", {"cast|A": True}),
        ("", "AB", {"cast|A": 1, "cast|B": 2}),
        ("A", "B", {"cast|A": None, "cast|B": True}),
    ],
)
def test_people_who_come_or_go_are_stated(before: str, after: str, said: dict[str, Any]) -> None:
    path: Path = ("credits", "cast")
    was, become = ({path: tuple(names)} if names else {} for names in (before, after))
    assert patches(was, become) == [{"credits": said}]


def test_all_people_of_a_role_can_be_stated_again() -> None:
    before: Facts = {("credits", "cast"): ("B", "A"), ("credits", "director"): ("D",)}
    after: Facts = {**before, ("credits", "cast"): ("A", "C")}
    assert patches(before, after, restates_credits=True) == [
        {"credits": {"cast|B": None, "cast|A": 1, "cast|C": 2}}
    ]


CHANGED = ("releases", "streaming||netflix", "date")


@pytest.mark.parametrize(
    ("before", "after", "now", "found"),
    [
        ({}, {"year": 2021}, {"kind": "film"}, []),
        ({"year": 2020}, {"year": 2021}, {"year": 2021}, []),
        ({"year": 2020}, {"year": 2021}, {"year": 2022}, [("year",)]),
        ({"year": 2020}, {"year": 2021}, {}, [("year",)]),
        ({"tags": {"a": True}}, {"tags": {"b": True}}, {"tags": {"c": True}}, []),
        (released(a={"date": "1"}), released(a={"date": "2"}), released(a={"date": "3"}),
         [CHANGED]),
        (released(a={"date": "1"}), released(a={"date": "2"}), released(),
         [CHANGED, CHANGED[:2]]),
        (released(a={}), released(a={"date": "2"}), released(), [CHANGED[:2]]),
        (released(a={}), released(b={}), released(), [CHANGED[:2]]),
        (released(a={}), released(b={}), released(a={"date": "1"}), []),
        (released(a={}), released(), released(), []),
        (released(), released(a={}), released(a={"leaves": "1"}), []),
    ],
)  # fmt: skip
def test_conflicts_are_what_others_changed_in_another_way(
    before: dict[str, Any], after: dict[str, Any], now: dict[str, Any], found: list[Any]
) -> None:
    def years(said: dict[str, Any]) -> dict[str, Any]:
        """Make valid dates of the numbers above."""
        return {
            name: {
                key: {field: f"200{when}" for field, when in dates.items()}
                for key, dates in value.items()
            }
            if name == "releases"
            else value
            for name, value in said.items()
        }

    assert conflicts(*(of(years(said)) for said in (before, after, now))) == found


@given(st.data())
def test_patches_lead_to_what_was_typed(data: st.DataObject) -> None:
    """Whoever types without a source is always shown: so is all that they edited, and no more."""
    reports = data.draw(slates(titles=2))
    titles = {key: title for key, its in by_key(reports).items() if (title := fold(key, its))}
    key = data.draw(st.sampled_from(sorted(titles))) if titles else None
    if key is None:
        return
    other = titles[data.draw(st.sampled_from(sorted(titles)))]
    its, before = by_key(reports)[key], facts_of(titles[key])
    # No title follows itself, and a date may take the place of a status that is not edited.
    after = {path: value for path, value in facts_of(other).items() if path[0] != "links"}
    becomes = facts_of(_typed(key, its, patches(before, after)))
    if becomes != after:
        becomes = facts_of(_typed(key, its, patches(before, after, restates_credits=True)))
    left: set[Path] = {("status",)} if before.get(("status",)) == after.get(("status",)) else set()
    assert _without(left, becomes) == _without(left, _as_spelled(after, before))


def _without(paths: set[Path], facts: Facts) -> Facts:
    return {path: value for path, value in facts.items() if path not in paths}


def _typed(key: str, reports: list[Report], said: list[dict[str, Any]]) -> Title:
    typed = [
        report(each, key=key, source=None, reported_on="2021-01-08", batch="z", n=n,
               recorded_at="2021-01-08T12:00:00.000000Z")
        for n, each in enumerate(said, 1)
    ]  # fmt: skip
    return fold_existing(key, [*reports, *typed])


def _as_spelled(facts: Facts, first: Facts) -> Facts:
    """Return facts with the names of services as they were first spelled."""
    return {
        path: first.get(path, value) if path[0] == "releases" and len(path) == 2 else value
        for path, value in facts.items()
    }
