import json
from collections.abc import Callable, Iterable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from slate.domain.changes.change import Change
from slate.domain.errors import TitleAmbiguousError
from slate.domain.reports.confidences import Confidence
from slate.formats.errors import FileError, ImportRefusedError, RowError
from slate.formats.read.reader import FileContext
from slate.formats.read.records.record_parser import Defaults
from slate.store.file.connection import Store
from slate.usecases import read_files
from slate.usecases.import_files import FileImport, ImportReport, ImportSettings
from slate.usecases.read_files import (
    FileRows,
    InputFile,
    ReadSettings,
    check_files,
    listing_problems,
)
from tests.store import writing
from tests.store.conftest import NewStore
from tests.store.joining import exported
from tests.store.writing import NOW, TODAY, add, batches, record, remove, says, slugs, undo


def read_settings(**chosen: Any) -> ReadSettings:  # noqa: ANN401 -- what ReadSettings takes
    defaults: dict[str, Any] = {
        "file_context": FileContext("", TODAY),
        "defaults": Defaults(TODAY),
        "confidence": None,
        "as_format": None,
        "skip_invalid": False,
        "are_chosen": False,
    }
    return ReadSettings(**defaults | chosen)


def settings(
    *, restore: bool = False, accept_ids: bool = False, keeps_rows: bool = False
) -> ImportSettings:
    return ImportSettings(restore, accept_ids, keeps_rows)


def file_of(data: object, name: str = "a") -> InputFile:
    text = data if isinstance(data, bytes) else json.dumps(data).encode()
    return InputFile(name, BytesIO(text))


class Ran:
    """The result of an import."""

    def __init__(self, store: Store, *files: InputFile, dry_run: bool = False, **chosen: Any):  # noqa: ANN204, ANN401
        self.changes: list[Change] = []
        self.lines: list[tuple[str, int]] = []
        own = {name: chosen.pop(name) for name in ImportSettings._fields if name in chosen}
        checked = check_files(files, read_settings(**chosen), lambda *_: None)
        with listing_problems(), writing.ledger(store, dry_run=dry_run) as book:
            run = FileImport(
                book,
                settings(**own),
                self.changes.append,
                lambda file, line: self.lines.append((file.name, line)),
            )
            self.report: ImportReport = run.report
            for rows_of_file in checked:
                run.add(rows_of_file)
            run.finish()

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        return [(change.outcome, change.slug) for change in self.changes]


def rows(*titles: str) -> list[dict[str, str]]:
    return [{"title": title} for title in titles]


def test_a_file_is_recorded_as_soon_as_it_is_added(store: Store) -> None:
    """The caller need not read the changes, and the next file finds the titles of this one."""
    with writing.ledger(store) as book:
        run = FileImport(book, settings(), lambda _: None, lambda *_: None)
        run.add(FileRows(file_of(rows("Dune", "Heat")), read_settings()))
        assert book.find("dune").slug == "dune"
        assert book.find("heat").slug == "heat"
    assert slugs(store) == ["dune", "heat"]


def test_each_change_and_each_row_is_reported(store: Store) -> None:
    text = b'{"title": "Dune"}\n{"title": "Heat"}\n{"title": "DUNE"}\n'
    ran = Ran(store, file_of(text), file_of(b'{"title": "Heat"}\n', "b"))
    assert sorted(ran.outcomes) == [
        ("added", "dune"), ("added", "heat"), ("unchanged", "dune"), ("unchanged", "heat"),
    ]  # fmt: skip
    assert ran.lines == [("a", 1), ("a", 2), ("a", 3), ("b", 1)]
    (batch,) = batches(store)
    assert batch.reports == 2


class _Reread(BytesIO):
    """A file that calls a function when it is read from its start once more."""

    on_start: Callable[[], object] | None = None

    def seek(self, offset: int, whence: int = 0, /) -> int:
        if (offset, whence) == (0, 0) and self.tell() > 0 and self.on_start is not None:
            call, self.on_start = self.on_start, None
            call()
        return super().seek(offset, whence)


def test_a_problem_far_down_a_file_is_listed_with_the_others_once_the_slate_is_free(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_files, "_MOST_KEPT", 1)
    monkeypatch.setattr(read_files, "_CHUNK", 1)
    stream = _Reread(b'{"title": "Dune"}\n{"title": "Heat"}\n{"title": 5}\n{"title": 6}\n')
    (rows,) = check_files([InputFile("a", stream)], read_settings(), lambda *_: None)
    stream.on_start = lambda: add(store, "Soul")  # fails if the slate is locked
    with (
        pytest.raises(ImportRefusedError) as refused,
        listing_problems(),
        writing.ledger(store) as book,
    ):
        FileImport(book, settings(), lambda _: None, lambda *_: None).add(rows)
    assert [one.line for one in refused.value.problems] == [3, 4]
    assert slugs(store) == ["soul"]


def test_a_dry_run_stores_nothing(store: Store) -> None:
    assert Ran(store, file_of(rows("Dune")), dry_run=True).outcomes == [("added", "dune")]
    assert batches(store) == []


def sequels(*pairs: tuple[str, str | None]) -> list[dict[str, Any]]:
    """Return rows, each of which may be the sequel of another."""
    return [
        {"title": title, "slug": title.lower()} | ({"links": {"sequel-of": [of]}} if of else {})
        for title, of in pairs
    ]


@pytest.mark.parametrize(
    "pairs",
    [
        (("A", None), ("B", "a"), ("C", "b")),
        (("C", "b"), ("B", "a"), ("A", None)),
        (("B", "a"), ("C", "b"), ("A", None)),
        (("B", "A"), ("C", "B"), ("A", None)),  # by their names
    ],
)
def test_a_row_may_link_to_titles_in_later_rows(
    store: Store, pairs: tuple[tuple[str, str | None], ...]
) -> None:
    Ran(store, file_of(sequels(*pairs)))
    assert {each.slug: each.label for each in writing.records(store)} == {
        "a": "Upcoming film",
        "b": "Sequel in development",
        "c": "Sequel in development",
    }


def test_a_row_may_link_to_a_title_in_a_later_chunk(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_files, "_CHUNK", 2)
    Ran(store, file_of([*sequels(("B", "a")), *rows("X", "Y", "Z"), *sequels(("A", None))]))
    assert record(store, "b").label == "Sequel in development"


def test_new_titles_that_link_to_each_other_are_refused(store: Store) -> None:
    """Nothing in a circle can be recorded, because each title needs the other first."""
    with pytest.raises(ImportRefusedError) as error:
        Ran(store, file_of(sequels(("A", "b"), ("B", "a"), ("C", None))))
    assert [problem.line for problem in error.value.problems] == [1, 1]
    assert slugs(store) == []


def test_existing_titles_may_link_to_each_other(store: Store) -> None:
    add(store, "A")
    add(store, "B")
    ran = Ran(store, file_of(sequels(("A", "b"), ("B", "a"))))
    assert sorted(ran.outcomes) == [("changed", "a"), ("changed", "b")]


def test_a_row_that_links_to_a_row_left_out_is_left_out_too(store: Store) -> None:
    records = [*sequels(("C", "b"), ("B", "nobody"), ("D", "a")), *rows("A")]
    ran = Ran(store, file_of(records), skip_invalid=True)
    assert sorted(slugs(store)) == ["a", "d"]
    assert [(row.file, row.line) for row in ran.report.rows if row.left_out] == [("a", 1), ("a", 1)]


PROBLEMS = b"""{"title": "Dune"}
{"title": "Heat", "date": "2021-13"}
{"title": 5}
{"title": "Soul", "links": {"sequel-of": ["Nobody"]}}
{broken
{"title": "Mank"}
"""


def test_all_problems_of_a_file_are_listed_in_line_order(store: Store) -> None:
    with pytest.raises(ImportRefusedError) as error:
        Ran(store, file_of(PROBLEMS, "mine.json"))
    # Whether the title of a link exists is known only against the slate: line 4 comes later.
    assert [problem.line for problem in error.value.problems] == [2, 3, 5]
    assert batches(store) == []
    lines = PROBLEMS.splitlines(keepends=True)
    with pytest.raises(ImportRefusedError) as error:
        Ran(store, file_of(b"".join(lines[:1] + lines[3:4]), "mine.json"))
    assert [problem.line for problem in error.value.problems] == [2]
    assert batches(store) == []


def test_skip_invalid_leaves_out_rows_with_problems(store: Store) -> None:
    ran = Ran(store, file_of(PROBLEMS, "mine.json"), skip_invalid=True)
    assert slugs(store) == ["dune", "mank"]
    assert [(row.file, row.line) for row in ran.report.rows if row.left_out] == [
        ("mine.json", line) for line in (2, 3, 4, 5)
    ]
    assert 'No title "Nobody"' in str(ran.report.rows[2].left_out)


def test_a_problem_in_one_file_rolls_back_the_others(store: Store) -> None:
    with pytest.raises(ImportRefusedError, match="1 problem in b"):
        Ran(store, file_of(rows("Dune")), file_of([{"title": 5}], "b"))
    assert slugs(store) == []


def test_an_ambiguous_row_is_left_out(store: Store) -> None:
    add(store, "Dune", year=1984)
    add(store, "Dune", year=2021)
    ran = Ran(store, file_of(rows("Dune")), skip_invalid=True)
    assert [type(row.left_out) for row in ran.report.rows] == [RowError]
    with pytest.raises(TitleAmbiguousError), writing.ledger(store) as book:
        book.find("Dune")


def test_removed_titles_stay_removed_unless_restored(store: Store) -> None:
    add(store, "Dune")
    remove(store, "dune")
    assert Ran(store, file_of(rows("Dune"))).outcomes == [("left removed", "dune")]
    assert slugs(store) == []
    assert Ran(store, file_of(rows("Dune")), restore=True).outcomes == [("added", "dune")]
    assert slugs(store) == ["dune"]


def test_defaults_fill_in_what_rows_do_not_state(store: Store) -> None:
    defaults = Defaults(TODAY, source="Variety", platform="Netflix", tags=("x",))
    Ran(store, file_of([{"title": "Dune", "date": "2021", "source": "Own"}, *rows("Heat")]),
        defaults=defaults)  # fmt: skip
    assert record(store, "dune").source == "Own"
    heat = record(store, "heat")
    assert (heat.source, heat.platform, heat.tags) == ("Variety", "Netflix", ("x",))


LETTERBOXD = b"Date,Name,Year,Letterboxd URI\n2021-01-01,Dune,2021,https://boxd.it/1\n"


def test_the_format_is_the_source_unless_another_is_given(store: Store) -> None:
    Ran(store, file_of(LETTERBOXD))
    assert record(store, "dune").source == "Letterboxd"
    undo(store)
    Ran(store, file_of(LETTERBOXD), defaults=Defaults(TODAY, source="Mine"))
    assert record(store, "dune").source == "Mine"


MAPPED = FileContext("", TODAY, columns={"Name": "title"})


def test_a_mapped_table_is_named_after_its_file_unless_it_came_through_a_pipe(
    store: Store,
) -> None:
    for is_pipe, source in ((False, "mine"), (True, None)):
        file = InputFile("lists/mine.csv", BytesIO(b"Name\nDune\n"), is_pipe=is_pipe)
        Ran(store, file, file_context=MAPPED)
        assert record(store, "dune").source == source
        undo(store)


@pytest.mark.parametrize(
    ("data", "confidence", "stored"),
    [
        (LETTERBOXD, None, "listed"),
        (LETTERBOXD, Confidence.RUMOR, "rumor"),
        (b"title\nDune\n", None, "reported"),
        (b"title\nDune\n", Confidence.OFFICIAL, "official"),
        (b"title,confidence\nDune,rumor\n", Confidence.OFFICIAL, "rumor"),
    ],
)
def test_confidence_is_that_of_the_row_or_chosen_or_of_the_format(
    store: Store, data: bytes, confidence: Confidence | None, stored: str
) -> None:
    Ran(store, file_of(data), confidence=confidence)
    assert record(store, "dune").confidence == stored


def test_a_file_not_of_the_named_format_is_refused(store: Store) -> None:
    with pytest.raises(FileError):
        Ran(store, file_of(LETTERBOXD, "mine.csv"), as_format="json")
    assert slugs(store) == []


def test_remarks_are_counted_over_all_files(store: Store) -> None:
    odd = b"Const,Title,Title Type\ntt1,A,Odd\ntt2,B,Odd\n"
    ran = Ran(store, file_of(odd), file_of(odd, "b"))
    ((text, number),) = ran.report.remarks.items()
    assert text == "unknown title type kept in the note: Odd"
    assert number == 4
    assert list(ran.report.hints) == []


class Broken(BytesIO):
    """A file that cannot be read to its end."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 60_000:
            raise OSError(5, "Input/output error")
        return super().read(size)

    def readline(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 60_000:
            raise OSError(5, "Input/output error")
        return super().readline(size)


def test_a_read_error_is_reported_and_nothing_is_stored(store: Store) -> None:
    lines = b"".join(b'{"title": "T%d"}\n' % number for number in range(9_000))
    with pytest.raises(FileError) as error:
        Ran(store, InputFile("mine.json", Broken(lines)))
    assert str(error.value) == "mine.json: cannot be read: Input/output error."
    assert slugs(store) == []


def test_a_read_error_in_a_ledger_is_reported_and_nothing_is_stored(
    store: Store, new_store: NewStore
) -> None:
    there = new_store()
    writing.take(there, *(says(f"Title {number}") for number in range(2_000)))
    with pytest.raises(FileError) as error:
        Ran(store, InputFile("l.slate.ndjson", Broken(exported(there))))
    assert str(error.value) == "l.slate.ndjson: cannot be read: Input/output error."
    assert slugs(store) == []


@pytest.fixture
def other(new_store: NewStore) -> bytes:
    """Return another ledger: two batches that are an hour later than usual, and an undo."""
    there = new_store()
    for title in ("Dune", "Heat"):
        with writing.ledger(there, now=NOW + timedelta(hours=1)) as book:
            book.add(says(title, year=2021))
    undo(there)
    return exported(there)


def test_importing_a_ledger_adds_its_new_batches(store: Store, other: bytes) -> None:
    ran = Ran(store, file_of(other, "l"), file_of(rows("Mank")))
    assert (ran.report.batches, ran.report.new_batches) == (3, 3)
    assert sorted(ran.outcomes) == [("added", "dune"), ("added", "mank")]
    assert [name for name, _ in ran.lines] == ["l"] * 5 + ["a"]
    assert [line for _, line in ran.lines][:5] == [2, 3, 4, 5, 6]
    again = Ran(store, file_of(other))
    assert (again.report.batches, again.report.new_batches, again.outcomes) == (3, 0, [])


def test_possible_duplicates_of_a_ledger_are_reported(store: Store, other: bytes) -> None:
    add(store, "Dune!", slug="dune")
    report = Ran(store, file_of(other)).report
    (pair,) = report.possible_duplicates
    assert (pair.one.slug, pair.other.slug, pair.reason) == ("dune", "dune-2021", "spelling")
    assert report.renamed == {}


def test_a_ledger_is_taken_as_it_is(store: Store, other: bytes) -> None:
    with pytest.raises(FileError, match="is a ledger, which is imported as it is"):
        Ran(store, file_of(other), are_chosen=True)


def test_a_ledger_with_a_problem_is_refused(store: Store, other: bytes) -> None:
    lines = other.splitlines(keepends=True)
    broken: Iterable[bytes] = (*lines[:2], b"{}\n", *lines[3:])
    for skip_invalid in (False, True):
        with pytest.raises(ImportRefusedError) as error:
            Ran(store, file_of(b"".join(broken)), skip_invalid=skip_invalid)
        assert len(error.value.problems) == 1
    assert slugs(store) == []
