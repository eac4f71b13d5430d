import pytest

from slate.formats.read.tables.qualified_dates import may_be_several, qualified_dates

FIRST, SECOND = "January 5, 2021", "February 3, 2021"
Dates = list[tuple[str, tuple[str | None, str | None]]]


@pytest.mark.parametrize(
    ("cell", "dates"),
    [
        (f"{FIRST} (US)", [(FIRST, (None, "US"))]),
        (f"{FIRST} (U.S.)", [(FIRST, (None, "US"))]),
        (f"{FIRST}\n(United Kingdom)", [(FIRST, (None, "GB"))]),
        (f"{FIRST} (Theatrical)", [(FIRST, ("theatrical", None))]),
        (f"{FIRST} (streaming) (UK)", [(FIRST, ("streaming", "GB"))]),
        (f"{FIRST} (US & Canada)", [(FIRST, (None, "US")), (FIRST, (None, "CA"))]),
        (f"{FIRST} (2021-01-05)", [(FIRST, (None, None))]),
        (f"{FIRST} ( 2021-01-05 ) (US)", [(FIRST, (None, "US"))]),
        (f"{FIRST} (US)\n{SECOND} (UK)", [(FIRST, (None, "US")), (SECOND, (None, "GB"))]),
        (f"{FIRST} (US){SECOND} (UK)", [(FIRST, (None, "US")), (SECOND, (None, "GB"))]),
        (f"{FIRST} (US), {SECOND} (UK);", [(FIRST, (None, "US")), (SECOND, (None, "GB"))]),
        (f"{FIRST}\n{SECOND} (UK)", [(FIRST, (None, None)), (SECOND, (None, "GB"))]),
        (f"{FIRST} (UK)\n\n{SECOND}", [(FIRST, (None, "GB")), (SECOND, (None, None))]),
        ("TBA", [("TBA", (None, None))]),
        ("January 5,\n2021", [(FIRST, (None, None))]),
    ],
)
def test_dates_in_a_cell(cell: str, dates: Dates) -> None:
    assert qualified_dates(cell) == dates


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (f"{FIRST} (2021-01-06)", f"{FIRST} (2021-01-06)"),
        ("soon (2021-01-06)", "soon (2021-01-06)"),
        (f"{FIRST} (tentative)", f"{FIRST} (tentative)"),
        (f"{FIRST} (US) (UK)", f"{FIRST} (UK)"),
        ("(US) 2021", "(US) 2021"),
        ("2021 (US", "2021 (US"),
        (f"{FIRST}\n{SECOND}", f"{FIRST} {SECOND}"),
    ],
)
def test_what_is_no_qualifier_stays_to_be_refused_as_a_date(cell: str, text: str) -> None:
    ((found, _),) = qualified_dates(cell)
    assert found == text


def test_only_parentheses_and_lines_may_be_several_dates() -> None:
    cells = ("2021 (US)", "2021\n2022", "2021-01-05", "")
    assert list(map(may_be_several, cells)) == [True, True, False, False]


def test_a_long_cell_is_read_quickly() -> None:
    for cell in ("a " * 50_000 + "(", ", " * 50_000 + "(US)", "a (" * 50_000):
        assert len(qualified_dates(cell)) == 1
