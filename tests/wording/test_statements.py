"""More of these texts are in the tests of the histories that show them."""

from slate.domain.changes.history import Step, history_of
from slate.domain.reports.report import Report
from slate.wording.statements import relations, unheard
from tests.render.samples import on, report

SOUL = report({"title": "Soul", "releases": on("2021-03-01")}, "2020-10-01", confidence="official")


def step(*reports: Report) -> Step:
    return list(history_of("key", [SOUL, *reports]))[-1]


def text(said: dict[str, object] | None, note: str | None = None) -> str:
    found = step(report(said, "2020-11-01", source="Reddit", confidence="rumor", note=note))
    return unheard(found, found.title.release_keys if found.title else ())


def test_relations_name_the_other_titles() -> None:
    said = {"split": {"rotten": "Rotten"}, "differs": {"soul|||film|1997": "soul-1997"}}
    assert list(relations(said)) == [
        "split off what was said by Rotten",
        "another work than soul-1997",
    ]
    assert list(relations({"same": {"a": "heart", "b": "\x1bsoul"}})) == [
        "merged with heart, \\x1bsoul"
    ]
    assert list(relations({"title": "Soul"})) == []


def test_what_a_report_states_without_effect() -> None:
    assert text({"releases": on("2021-04-01")}) == "said 2021-04-01"
    assert text({"status": "canceled"}) == "said canceled"
    assert text({}) == "says the same"
    assert text({}, note="heard again") == "noted"


def test_dates_have_the_form_that_is_asked_for() -> None:
    found = step(report({"releases": on("2021-04-01")}, "2020-11-01", confidence="rumor"))
    assert unheard(found, (), lambda day: f"<{day}>") == "said <2021-04-01> (Netflix)"
