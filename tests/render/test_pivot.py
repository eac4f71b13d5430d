from slate.domain.queries.counts import Alike, count
from slate.render.pivot import Cell, Names, Numbers, group_name, pivot, shows_undated
from tests.render.plain.test_counts import counted


def test_months_become_columns_that_know_their_period() -> None:
    found = pivot(counted("platform", "month"))
    assert found.names == [
        Names("platform", "Service", ["Hulu", "Netflix", "no service", "Total"]),
    ]
    assert found.has_total
    assert found.numbers[0] == Numbers(
        "Jan 2021", [Cell(0, 3), Cell(67, 5), Cell(), Cell(67, 8)], "2021-01"
    )
    assert [(column.header, column.period) for column in found.numbers[2:]] == [
        ("Mar 2021", "2021-03"),
        ("year only", None),
        ("no date", None),
        ("Total", None),
    ]


def test_values_become_columns_without_a_period() -> None:
    found = pivot(counted("month", "kind"))
    assert [names.key for names in found.names] == ["month"]
    assert {column.period for column in found.numbers} == {None}
    assert found.numbers[-1].cells[-1] == Cell(1_284)


def test_what_has_no_date_is_in_its_cell_if_no_key_is_a_date() -> None:
    assert shows_undated(counted("platform", "kind"))
    assert not shows_undated(counted("platform", "month"))
    assert not shows_undated(counted("platform"))
    found = pivot(counted("platform", "kind"))
    assert found.numbers[2].cells == [Cell(), Cell(), Cell(0, 0, 9), Cell(0, 0, 9)]


def test_a_single_row_has_no_total() -> None:
    found = pivot(count(("kind",), [Alike(("film",), "2021", rumored=False, number=1)]))
    assert found == ([Names("kind", "Kind", ["film"])], (Numbers("Releases", [Cell(1)]),), False)
    assert pivot(counted("platform"), 1).names[0].cells == ["Hulu"]


def test_groups_are_named_as_on_the_screen() -> None:
    assert [group_name("month", group) for group in ("2021-01", None)] == ["Jan 2021", "year only"]
    assert group_name("year", None) == "several years"
    assert [group_name("platform", group) for group in ("Hulu", None)] == ["Hulu", "no service"]
