"""Tests of the options that choose how rows are printed."""

# ruff: noqa: E501 -- a table is easiest to read with one case per line

import pytest

from slate.cli.options.layout import Layout, parse_columns
from slate.domain.errors import NoColumnError, UsageError
from slate.domain.titles.record import COLUMNS
from tests.cli.conftest import Done, Refused, Run, undressed


@pytest.mark.usefixtures("small")
def test_chosen_columns_are_printed(done: Done, screen: Run) -> None:
    # Names from the header of the table are accepted too, with blanks and capitals.
    assert done("list", "--columns", "Slug, On,Release Type,tags").splitlines() == [
        "slug              platform  release_type  tags",
        "cobra-kai-s3      Netflix   streaming",
        "heroes-2                                  kids",
        "we-can-be-heroes  Netflix   streaming",
    ]
    assert undressed(screen("list", "--columns", "slug,date").out).splitlines() == [
        "slug              date",
        "cobra-kai-s3      2021-01-08",
        "heroes-2          TBA",
        "we-can-be-heroes  2020-12-25",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-f", "xml"], '"xml" is not a format. Choose from table, json, ndjson, csv, tsv, markdown, slugs.'),
        (["-f", "slugs", "--columns", "slug"], "--columns cannot be combined with -f slugs, which prints one column."),
        (["--columns", "slug,nope"], f'There is no column "nope". Choose from {", ".join(COLUMNS)}.'),
        (["--columns", ",,"], "--columns is empty. Write --columns slug,date,title."),
    ],
)  # fmt: skip
def test_invalid_options_are_refused(refused: Refused, arguments: list[str], message: str) -> None:
    assert refused(2, "list", *arguments) == f"slate: {message}\n"


def test_limit_must_be_a_number_in_range(slate: Run, refused: Refused) -> None:
    for command in ("list", "upcoming", "log"):
        assert slate(command, "--limit", "1000000000") == (0, "", "")
        for number in ("1000000001", "9" * 25, "-1", "x"):
            assert "--limit" in refused(2, command, "--limit", number)


@pytest.mark.parametrize(
    ("form", "columns", "is_table", "is_screen"),
    [
        ("table", (), True, True),
        ("table", ("slug",), True, False),
        ("csv", (), False, False),
        ("csv", ("slug",), False, False),
    ],
)
def test_is_table_and_is_screen_depend_on_format_and_columns(
    *, form: str, columns: tuple[str, ...], is_table: bool, is_screen: bool
) -> None:
    layout = Layout(form, columns)
    assert (layout.is_table, layout.is_screen) == (is_table, is_screen)


def test_chosen_returns_the_requested_or_the_default_columns() -> None:
    assert Layout("csv", ()).chosen(["slug", "date"]) == ("slug", "date")
    assert Layout("csv", ("date", "slug", "date")).chosen(["slug", "date"]) == (
        *("date", "slug", "date"),
    )
    with pytest.raises(NoColumnError):
        Layout("csv", ("dates",)).chosen(["slug", "date"])
    assert Layout("slugs", ()).chosen(["slug", "date"]) == ("slug", "date")
    with pytest.raises(UsageError):
        Layout("slugs", ()).chosen(["date"])


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (None, ()),
        ("slug", ("slug",)),
        (" Slug ,, release-type,Release Type", ("slug", "release_type", "release_type")),
        ("On,platform,service", ("platform", "platform", "platform")),
    ],
)
def test_parse_columns_normalizes_names(text: str | None, columns: tuple[str, ...]) -> None:
    assert parse_columns(text) == columns


@pytest.mark.parametrize("text", ["", " ", ",", " , ,"])
def test_no_name_of_a_column(text: str) -> None:
    with pytest.raises(UsageError, match="--columns is empty"):
        parse_columns(text)


@pytest.mark.parametrize("option", ["-e", "--exit-status"])
def test_the_exit_status_option_returns_3_if_nothing_is_found(slate: Run, option: str) -> None:
    assert slate("list", option).code == 3
    assert slate("list").code == 0


def test_columns_are_completed_from_those_that_the_rows_have(
    slate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_SLATE_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("COLUMNS", "80")  # which slate changes

    def offers(line: str) -> list[str]:
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", f"slate {line}")
        return slate().out.split()

    assert offers("list --columns sl") == ["slug"]
    assert offers("list --columns slug,da") == ["slug,date"]
    assert offers("changes --columns sou") == ["source"]
    assert offers("slips --columns title") == ["title"]
    assert offers("slips --by platform --columns title") == ["titles"]
    assert offers("slips --by service --columns title") == ["titles"]
    assert offers("slips --by x --columns title") == []
    assert offers("sources --columns p") == []
    assert offers("sources --by service --columns p") == ["platform"]
    assert offers("sources --by x --columns c") == []
    assert offers("log --columns u") == ["undone", "uid", "undoes"]
    assert offers("log 1 --columns u") == ["url"]
    assert offers("log 1 --columns=u") == ["--columns=url"]
    assert offers("count --columns p") == ["platform", "possible"]
    assert offers("count --by month,kind --columns k") == ["kind"]
    assert offers("count --by x --columns k") == []
    assert offers("show mank --columns no") == []
    assert offers("show mank -f json --columns no") == ["notes"]
    assert offers("show mank -f x --columns no") == []
    assert offers("show mank --history --columns cha") == ["change"]
    assert offers("export all.json --columns no") == ["notes"]
    assert offers("export -f csv --columns no") == []
