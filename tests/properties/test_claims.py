"""The rules of docs/decisions/claims.md: as a table of short histories, and as properties."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.comparison import undo_differences
from slate.domain.changes.difference import Difference
from slate.domain.changes.history import history_of
from slate.domain.changes.slips import summary_of
from slate.domain.changes.values import value_text
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.ledger.dissent import Dissent, Subject, dissent
from slate.domain.ledger.fold import fold
from slate.domain.ledger.patch import SAME
from slate.domain.reports.claims import contains
from slate.domain.reports.confidences import Confidence, Rank
from slate.domain.reports.report import Report
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.stages import Stage
from slate.domain.titles.title import Release, Title
from tests.domain.slates import report
from tests.properties.claims_scenarios import SCENARIOS

KEY = "alpha"


def _step(number: int, step: Sequence[Any], batch: int) -> Report:
    """Return the report of a step of a scenario."""
    day, source, confidence, stated = step[:4]
    stated = dict(stated)
    key = stated.pop("of", KEY)
    patch: dict[str, Any] = {"title": "Alpha"} if number == 0 or key != KEY else {}
    removes = stated.pop("removed", False)
    releases: dict[str, Any] = {}
    for name, value in stated.items():
        field, _, service = name.partition("@")
        match field:
            case "date" | "leaves":
                releases.setdefault(_release(service), {})[field] = value
            case "on":
                releases.setdefault(_release(value), {})
            case "off":
                releases[_release(value)] = None
            case "same":
                patch[SAME] = {value: value}
            case _:
                patch[field] = value
    if releases:
        patch["releases"] = releases
    return report(
        None if removes else patch,
        key=key,
        source=source,
        reported_on=day,
        confidence="reported" if confidence == "typed" else confidence,
        recorded_at=f"2021-03-{batch:02}T12:00:00.000000Z",
        batch=f"b{batch}",
        n=1 + (len(step) > 4),
    )


def _release(service: str) -> str:
    return f"streaming||{service}" if service else "||"


def _reports(history: Sequence[Sequence[Any]]) -> tuple[list[Report], list[Report]]:
    """Return all reports of a history, and those that are not undone."""
    found, undone, batch = [], set(), 0
    for number, step in enumerate(history):
        if step[0] == "undo":
            undone.add(f"b{step[1]}")
            continue
        batch += len(step) == 4
        found.append(_step(number, step, batch))
    return found, [each for each in found if each.batch not in undone]


def _who(given: Report) -> str:
    return f"({given.source}, {given.confidence})"


def _shown(title: Title | None) -> list[str] | None:
    return None if title is None else list(map(_release_text, title.releases))


def _release_text(release: Release) -> str:
    text = f"{release.key.platform or ''} {release.date.text if release.date.known else 'no date'}"
    said_by, within = release.said_by, release.dates.within
    if release.leaves.known:
        text += f" leaves {release.leaves.text}"
        if not release.date.known:
            narrowed = release.leave_dates.within
            said_by = narrowed.report if narrowed else release.leave_dates.said_by
    cited = said_by or release.named_by
    assert cited is not None
    text += f" {_who(cited)}"
    return f"{text} within {within.value} {_who(within.report)}" if within else text


def _status(title: Title | None) -> str | None:
    if title is None:
        return None
    return f"{title.status} {_who(title.said_by)}" if title.status_said else str(title.status)


def _dissent_text(other: Dissent) -> str:
    match other.said:
        case ReleaseDate() as when:
            what = f"leaves {when.text}" if other.subject is Subject.LEAVES else when.text
        case ReleaseKey() as key:
            what = (
                f"not {key.platform}" if other.subject is Subject.NO_SERVICE else f"{key.platform}"
            )
        case Stage() as stage:
            what = stage.value
    return f"{what}, {other.report.source}, {other.report.confidence}"


def _changes(found: Sequence[Difference]) -> Iterator[str]:
    for change in found:
        before, after = value_text(change.before), value_text(change.after)
        match change.name:
            case ChangeName.ADDED | ChangeName.REMOVED:
                yield change.name
            case ChangeName.DATED | ChangeName.CONFIRMED:
                yield f"{change.name} {after}"
            case ChangeName.UNDATED:
                yield f"{change.name} {before}"
            case ChangeName.EDITED if change.field == "release":
                yield f"edited release {after}" if after else f"edited release {before} gone"
            case ChangeName.EDITED if change.field == "confidence":
                yield f"edited confidence {before} -> {after}"
            case ChangeName.STATUS if len(found) > 1:
                pass  # it follows from the date
            case _:
                yield f"{change.name} {before} -> {after}"


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_each_history_shows_what_the_rules_say(scenario: dict[str, Any]) -> None:
    found, left = _reports(scenario["history"])
    title, steps = fold(KEY, left), list(history_of(KEY, left))
    changes = [list(_changes(step.differences)) for step in steps]
    if left != found:
        changes.append(list(_changes(undo_differences(fold(KEY, found), title))))

    assert {
        "shown": _shown(title),
        "status": _status(title),
        "dissent": [_dissent_text(other) for other in dissent(title)] if title else [],
        "changes": changes,
        "slips": summary_of(steps).times,
    } == {name: scenario[name] for name in ("shown", "status", "dissent", "changes", "slips")}


# Properties

_DATES = (
    *("2021", "2021-early", "2021-01", "2021-02", "2021-01-08", "2021-01-15", "2021-02-12"),
    *("2021-01/2021-02", "2021-01-08?", None),
)
_SOURCES = ("Netflix", "Variety", "TVmaze", "TMDB", None)


@st.composite
def _claims(draw: st.DrawFn) -> list[Report]:
    """Return reports on the date of one release, one per day."""
    steps = draw(
        st.lists(
            st.tuples(
                st.sampled_from(_DATES), st.sampled_from(_SOURCES), st.sampled_from(Confidence)
            ),
            min_size=1,
            max_size=7,
        )
    )
    return [
        report(
            {"title": "Alpha", "releases": {"streaming||Netflix": {"date": when}}},
            key=KEY,
            source=source,
            confidence=confidence,
            reported_on=f"2020-11-{day:02}",
            recorded_at=f"2020-11-{day:02}T12:00:00.000000Z",
            batch=f"b{day}",
        )
        for day, (when, source, confidence) in enumerate(steps, 1)
    ]


def _only_release(reports: Sequence[Report]) -> Release:
    title = fold(KEY, reports)
    assert title is not None
    [release] = title.releases
    return release


def _stated(given: Report) -> ReleaseDate | None:
    text = (given.said or {})["releases"]["streaming||Netflix"]["date"]
    return None if text is None else parse_date(text)


@given(_claims())
def test_what_is_typed_is_shown_when_it_is_typed(reports: list[Report]) -> None:
    typed = reports[-1]._replace(source=None, confidence=Confidence.REPORTED)
    when = _stated(typed)

    assert _only_release([*reports[:-1], typed]).date == (when or parse_date("TBA"))


@given(_claims())
def test_what_is_reported_is_shown_or_narrowed(reports: list[Report]) -> None:
    last = reports[-1]._replace(confidence=Confidence.OFFICIAL, source="Netflix")
    when, release = _stated(last), _only_release([*reports[:-1], last])

    if when is None:
        assert not release.date.known
    elif release.date != when:
        assert contains(when, release.date)
        assert release.dates.within is not None
        assert release.dates.within.value == when.text


@given(_claims())
def test_no_standing_claim_of_a_higher_rank_is_contradicted(reports: list[Report]) -> None:
    dates = _only_release(list(filter(_stated, reports)) or reports[:1]).dates
    if dates.base is None or dates.shown is None:
        return  # the only report withdraws the date
    highest = max(claim.rank for claim in dates.kept)
    newest = max(claim.number for claim in dates.kept if claim.rank == highest)

    assert (dates.base.rank, dates.base.number) == (highest, newest)
    assert contains(dates.base.date, dates.shown.date)


@given(_claims(), st.sampled_from(["TVmaze", "TMDB"]))
def test_a_catalog_that_repeats_itself_moves_no_firm_date(
    reports: list[Report], source: str
) -> None:
    release = _only_release(reports)
    own = [
        claim
        for claim in release.dates.kept
        if claim.report.source == source and not claim.report.rumored
    ]
    if own and release.dates.rank == Rank.REPORTED:
        again = own[0].report._replace(
            confidence=Confidence.LISTED, reported_on="2020-12-01", batch="b99"
        )
        assert _only_release([*reports, again]).date == release.date


@settings(max_examples=50)
@given(_claims(), st.randoms(use_true_random=False))
def test_any_order_of_recording_gives_the_same_title(
    reports: list[Report],
    random: Any,  # noqa: ANN401 -- a Random of Hypothesis
) -> None:
    shuffled = random.sample(reports, len(reports))

    assert fold(KEY, shuffled) == fold(KEY, reports)
