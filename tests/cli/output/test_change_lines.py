import pytest

from slate.cli.output.change_lines import Summary, change_lines, summary_text
from slate.domain.changes.change_name import ChangeName, Outcome
from slate.domain.changes.difference import Change, Difference
from tests.render.samples import on, title

DUNE = title({"title": "Dune", "kind": "film", "status": "filming", "releases": on("2021-10-01")})
RETITLED = Difference(ChangeName.RETITLED, "A", "Dune")


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (Change(Outcome.UNCHANGED, "dune", DUNE), ["dune: unchanged, it says so already"]),
        (Change(Outcome.LEFT_REMOVED, "dune", None), ["dune: left out, it was removed"]),
        (Change(Outcome.ADDED, "dune", DUNE), ["dune: added Dune, 2021-10-01 Fri on Netflix"]),
        (Change(Outcome.ADDED, "dune", None), ["dune: recorded; now: unchanged"]),
        (Change(Outcome.CHANGED, "dune", DUNE), ["dune: recorded; now: unchanged"]),
        (Change(Outcome.CHANGED, "dune", DUNE, (RETITLED,)), ["dune: retitled A -> Dune"]),
    ],
)
def test_what_became_of_a_title(change: Change, lines: list[str]) -> None:
    assert list(change_lines(change)) == lines


def test_a_summary_counts_outcomes_and_the_names_of_changes() -> None:
    changes = [
        Change(Outcome.UNCHANGED, "dune", DUNE),
        Change(Outcome.CHANGED, "dune", DUNE, (RETITLED, RETITLED)),
        Change(Outcome.CHANGED, "dune", DUNE),
        Change(Outcome.ADDED, "dune", DUNE),
        Change(Outcome.LEFT_REMOVED, "dune", None),
    ]
    counted = Summary(None)
    for change in changes:
        counted.add(change)
    text = "1 added, 1 left removed, 1 recorded, 1 retitled, 1 unchanged"
    assert summary_text(counted.counts) == text
    assert summary_text(Summary(None).counts) == "nothing in it"
