from slate.domain.differences import history
from slate.render.history import history_rows

from .samples import COBRA_KAI, on, report


def rows(*reports: object) -> list[tuple[str, str, str]]:
    return list(history_rows(history("key", reports)))  # type: ignore[arg-type]


def test_history() -> None:
    assert rows(*COBRA_KAI) == [
        ("2019-05-02", "announced, YouTube", "TVLine, reported"),
        ("2020-06-22", "moved YouTube -> Netflix", "Deadline, reported"),
        ("2020-07-27", "dated 2021", "Netflix, official"),
        ("2020-10-02", "narrowed 2021 -> 2021-01-08", "Netflix, official"),
        ("", "status announced -> scheduled", ""),
        ("2020-12-15", "said 2021-01-01", "Deadline, rumor"),
    ]


def test_dates_that_move_and_come_back() -> None:
    assert rows(
        report({"title": "Locked Down", "releases": on("2021-01-08")}, "2020-10", source=None),
        report({"releases": on("2021-01-22")}, "2020-11-01"),
        report({"releases": on("2021-01-08")}, "2020-11-02"),
        report({"releases": on("2021-03", "physical|GB|")}, "2020-11-03"),
        report({"releases": on("2021-04", "physical|GB|")}, "2020-11-04"),
        report(None, "2020-11-05"),
    ) == [
        ("Oct 2020", "scheduled, Netflix, 2021-01-08", ""),
        ("2020-11-01", "slipped 2021-01-08 -> 2021-01-22, 14 days later", "Netflix, reported"),
        (
            "2020-11-02",
            "advanced 2021-01-22 -> 2021-01-08, 14 days earlier (reverted)",
            "Netflix, reported",
        ),
        ("2020-11-03", "releases: + physical, GB, 2021-03", "Netflix, reported"),
        (
            "2020-11-04",
            "slipped 2021-03 -> 2021-04, 1 month later (disc, GB)",
            "Netflix, reported",
        ),
        ("2020-11-05", "removed", "Netflix, reported"),
    ]


def test_reports_that_change_nothing_are_told() -> None:
    said = {"title": "Locked Down", "status": "scheduled", "releases": on("2021-01-08")}
    assert rows(
        report(said, "2020-10-01"),
        report({"status": "scheduled", "releases": on("2021-01-08")}, "2020-10-02"),
        report({"title": "Locked Down"}, "2020-10-03"),
        report({"releases": {"streaming||Hulu": None}}, "2020-10-04"),
        report({}, "2020-10-05", note="Seen in a trailer"),
    ) == [
        ("2020-10-01", "scheduled, Netflix, 2021-01-08", "Netflix, reported"),
        ("2020-10-02", "said scheduled, 2021-01-08", "Netflix, reported"),
        ("2020-10-03", "nothing new", "Netflix, reported"),
        ("2020-10-04", "nothing new", "Netflix, reported"),
        ("2020-10-05", "noted", "Netflix, reported"),
    ]
