import pytest

from slate.domain.changes.batch_change import BatchChange, TitleChange
from slate.domain.changes.comparison import differences
from slate.domain.ledger.fold import fold
from slate.domain.reports.report import Batch, Report
from slate.domain.titles.title import Title
from slate.render.screens.log import log_screen
from tests.render.samples import BATCHES, COBRA_KAI, HOSTILE, report, shown

from .golden import WIDTHS, check_any_width, display, expected

UNDO, UPDATE, IMPORT = BATCHES


def _title(*reports: Report) -> Title:
    made = fold("key", list(reports))
    assert made is not None
    return made


def change(slug: str, before: Title | None, after: Title, last: Report | None) -> TitleChange:
    return TitleChange(slug, tuple(differences(before, after)), after, after, last)


def added(name: str) -> TitleChange:
    said = report({"title": name})
    return change(name.lower(), None, _title(said), said)


SLIPPED = change(
    "cobra-kai-s3",
    _title(*COBRA_KAI[:4]),
    _title(*COBRA_KAI[:4], report({"releases": {"streaming||Netflix": {"date": "2021-01-22"}}})),
    COBRA_KAI[3],
)
NOTED = TitleChange("mank", (), _title(report({"title": "Mank"})), None, None)
TODAY_BATCHES = (
    UNDO,
    UPDATE,
    Batch(
        8, "8", "2021-01-07T08:00:00Z", "desk", "update dune -s filming --tag a --tag b", None, 1
    ),
    IMPORT,
    Batch(7, "7", "2021-01-06T09:00:00Z", "desk", "import two.csv", None, 2, partly_undone=True),
    Batch(6, "6", "2021-01-05T09:00:00Z", "desk", "import all.json", None, 3),
    Batch(5, "5", "2020-12-24T09:00:00Z", "rewrite", "update mank --note 'as told'", None, 1),
    Batch(
        *(4, "4", "2031-01-04T09:00:00Z", "desk", "add Tenet", None, 1),
        corrected="2020-12-24T08:00:00Z",
    ),
    Batch(9, "9", "2020-12-24T07:00:00Z", "desk", "undo 6 --only dune", "6", only=("k",)),
    Batch(10, "0", "2020-12-24T06:00:00Z", "desk", "log --correct-clock 4=2020-12-24", None),
)
DUNE = change(
    "dune",
    _title(report({"title": "Dune"})),
    _title(
        report(
            {
                "title": "Dune",
                "status": "filming",
                "tags": {"a": True, "b": True},
                "year": 2021,
                "releases": {"theatrical|US|": {"date": "2021-10"}},
            }
        )
    ),
    None,
)
CHANGES = {
    UPDATE.uid: BatchChange(1, (SLIPPED,)),
    UNDO.uid: BatchChange(1, (NOTED._replace(slug="cobra-kai-s3", stands=SLIPPED.stands),)),
    IMPORT.uid: BatchChange(1_204, None),
    "8": BatchChange(1, (DUNE,)),
    "7": BatchChange(2, (added("Dune"), added("Mank"))),
    "6": BatchChange(3, (SLIPPED, added("Soul"), NOTED)),
    "5": BatchChange(1, (NOTED,)),
    "4": BatchChange(1, (added("Tenet"),)),
    "9": BatchChange(1, (NOTED,)),
    "0": BatchChange(0, ()),
}
NUMBERS = {UPDATE.uid: 2, "6": 6}


def screen(width: int) -> str:
    parts = log_screen(
        TODAY_BATCHES, NUMBERS, [TODAY_BATCHES[2]], CHANGES, display(width), author="desk"
    )
    return shown(parts, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_log(width: int) -> None:
    assert screen(width) == expected("log", width)


def test_who_looks_at_them_is_not_named() -> None:
    parts = log_screen([UPDATE], NUMBERS, [], CHANGES, display(80), author="rewrite")
    assert shown(parts, 80) == (
        "  Batch  Time   Changes\n"
        "\n"
        "Thu Jan 7  today\n"
        "      2  09:15  Cobra Kai: season 3  slipped 14 days  undone\n"
        "                update cobra-kai-s3 -d 2021-01-08\n"
    )


def test_one_author_who_is_somebody_else_is_named() -> None:
    text = shown(log_screen([UPDATE], NUMBERS, [], CHANGES, display(80), author="bob"), 80)
    assert "      2  09:15  rewrite  Cobra Kai: season 3  slipped 14 days" in text


def test_an_undo_of_a_batch_that_is_not_there() -> None:
    text = shown(log_screen([UNDO], {}, [], {}, display(80), author="rewrite"), 80)
    assert text.endswith("      3  09:20  undid 2b4d5e6f\n")


def test_no_batches() -> None:
    assert list(log_screen([], {}, [], {}, display(80), author="desk")) == []


def test_styles() -> None:
    batches = (UPDATE._replace(undone=False), TODAY_BATCHES[2], UPDATE)
    lines = shown(
        log_screen(batches, NUMBERS, [batches[1]], CHANGES, display(80), author="desk"),
        80,
        "standard",
    ).split("\n")
    assert "Cobra Kai: season 3  \x1b[31mslipped 14 days\x1b[0m" in lines[3]
    assert lines[4].strip() == "\x1b[2mupdate cobra-kai-s3 -d 2021-01-08\x1b[0m"
    assert "\x1b[31m08:00\x1b[0m" in lines[5]
    assert "\x1b[31min the future\x1b[0m" in "".join(lines)
    assert "\x1b[2;9mCobra Kai: season 3  slipped 14 days\x1b[0m" in "".join(lines)


def test_titles_are_linked_to_the_report() -> None:
    wide = display(120)._replace(has_links=True)
    parts = log_screen([UPDATE._replace(undone=False)], NUMBERS, [], CHANGES, wide, author="desk")
    assert "https://example.com/a" in shown(parts, 120, "standard")


@pytest.mark.slow  # together they take seconds
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts(hostile: str) -> None:
    batch = Batch(1, "u", "2021-01-06T18:02:30Z", hostile, hostile, None, 1)
    found = {"u": BatchChange(1, (added(hostile),))}
    check_any_width(lambda on: log_screen([batch, IMPORT], {}, [], found, on, author="desk"))


def test_dates_are_in_the_words_of_the_day() -> None:
    said = report({"releases": {"streaming||Netflix": {"date": "2021-01-08"}}})
    dated = change("a", _title(report({"title": "A"})), _title(report({"title": "A"}), said), said)
    text = shown(
        log_screen(
            [IMPORT], {}, [], {IMPORT.uid: BatchChange(1, (dated,))}, display(80), author="desk"
        )
    )
    assert "A  on Netflix; dated Jan 8; status scheduled\n" in text
