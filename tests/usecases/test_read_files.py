import json
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from slate.domain.dates.number_order import NumberOrder
from slate.domain.ledger.live_answer import LiveAnswer
from slate.domain.ledger.statement import Statement
from slate.formats.errors import FileError, ImportRefusedError, RecordError, WholeLedgerError
from slate.formats.read.reader import FileContext, Hint, Remark
from slate.formats.read.records.record_parser import Defaults
from slate.store.file.connection import Store
from slate.usecases import read_files
from slate.usecases.read_files import (
    FileRows,
    InputFile,
    ReadSettings,
    StatedRow,
    check_files,
    listing_problems,
)
from tests.store.joining import exported
from tests.store.writing import TODAY, add

ROWS = b'{"title": "Dune"}\n{"title": "Heat", "date": "2021"}\n{"title": "Soul"}\n'


class _Reads(BytesIO):
    """A file that counts how often it is read from its start."""

    starts = 0

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self.starts += (offset, whence) == (0, 0) and self.tell() > 0
        return super().seek(offset, whence)


class _Broken(BytesIO):
    """A file on a disk that fails after its beginning."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 0 and size != 0:
            raise OSError(5, "Input/output error")
        return super().read(size)


def settings(**chosen: Any) -> ReadSettings:  # noqa: ANN401 -- what ReadSettings takes
    defaults: dict[str, Any] = {
        "file_context": FileContext("", TODAY),
        "defaults": Defaults(TODAY),
        "confidence": None,
        "as_format": None,
        "skip_invalid": False,
        "are_chosen": False,
    }
    return ReadSettings(**defaults | chosen)


def file_of(data: bytes, name: str = "a") -> InputFile:
    return InputFile(name, BytesIO(data))


def titles(rows: FileRows) -> list[str | None]:
    return [
        item.statement.title
        for chunk in rows.chunks()
        for item in chunk
        if isinstance(item, StatedRow)
    ]


def test_the_rows_of_all_files_are_checked_in_turn() -> None:
    lines: list[tuple[str, int]] = []
    one, other = check_files(
        [file_of(ROWS), file_of(ROWS, "b")],
        settings(),
        lambda file, line: lines.append((file.name, line)),
    )
    assert lines == [(name, line) for name in "ab" for line in (1, 2, 3)]
    assert titles(one) == titles(other) == ["Dune", "Heat", "Soul"]


@pytest.mark.parametrize("most", [3, 1])
def test_a_file_is_read_once(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(read_files, "_MOST_KEPT", most)
    monkeypatch.setattr(read_files, "_CHUNK", 1)
    stream = _Reads(ROWS)
    lines: list[int] = []
    (rows,) = check_files([InputFile("a", stream)], settings(), lambda _, line: lines.append(line))
    once = stream.starts
    assert lines == [1, 2, 3][: most + 1]
    assert titles(rows) == ["Dune", "Heat", "Soul"]
    assert stream.starts == once
    assert titles(rows) == []  # none of them is kept


def test_only_the_first_rows_of_a_long_file_are_checked_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(read_files, "_MOST_KEPT", 1)
    monkeypatch.setattr(read_files, "_CHUNK", 1)
    bad = ROWS + b'{"title": 5}\n{"title": 6}\n'
    (rows,) = check_files([file_of(bad)], settings(), lambda *_: None)
    problem = next(one for chunk in rows.chunks() for one in chunk if isinstance(one, RecordError))
    with pytest.raises(ImportRefusedError) as refused, listing_problems():
        rows.refuse_late(problem)
    assert [one.line for one in refused.value.problems] == [4, 5]
    (rows,) = check_files([file_of(bad)], settings(skip_invalid=True), lambda *_: None)
    rows.refuse_late(problem)  # it may be skipped


def test_a_file_that_has_changed_since_a_late_problem_is_still_refused() -> None:
    (rows,) = check_files([file_of(ROWS)], settings(), lambda *_: None)
    problem = RecordError(4, "date: ?")
    with pytest.raises(ImportRefusedError) as refused, listing_problems():
        rows.refuse_late(problem)
    assert refused.value.problems == [problem]


def test_many_rows_about_one_title_come_in_the_order_of_their_days(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(read_files, "_MANY", 2)
    monkeypatch.setattr(read_files, "_CHUNK", 2)
    days = [("A", "2021-01-03"), ("B", "2021-01-02"), ("a", "2020-12"), ("C", "2021-01-01")]
    days += [("A", "2021-01-01"), ("B", "2021-01-01"), ("A", "2021-01-03")]
    text = "title,reported_on\n" + "".join(f"{title},{day}\n" for title, day in days)
    (rows,) = check_files([file_of(text.encode())], settings(), lambda *_: None)
    found = [
        (item.row.line, item.statement.title)
        for chunk in rows.chunks()
        for item in chunk
        if isinstance(item, StatedRow)
    ]
    assert found == [(4, "a"), (3, "B"), (6, "A"), (5, "C"), (2, "A"), (7, "B"), (8, "A")]


def test_problems_of_the_first_bad_file_are_refused_in_order_of_lines() -> None:
    bad = b'{"title": 5}\n{"title": "A"}\n{"title": "B", "date": "soon"}\n'
    with pytest.raises(ImportRefusedError, match="2 problems in b") as refused:
        check_files(
            [file_of(ROWS), file_of(bad, "b"), file_of(b"", "c")], settings(), lambda *_: None
        )
    assert [problem.line for problem in refused.value.problems] == [1, 3]
    (rows,) = check_files([file_of(bad)], settings(skip_invalid=True), lambda *_: None)
    items = [item for chunk in rows.chunks() for item in chunk]
    assert [item.line for item in items if isinstance(item, RecordError)] == [1, 3]
    assert [item.statement.title for item in items if isinstance(item, StatedRow)] == ["A"]


def test_hints_and_remarks_stay_among_the_rows() -> None:
    (rows,) = check_files([file_of(b"title\nDune\n")], settings(), lambda *_: None)
    assert next(item for chunk in rows.chunks() for item in chunk) is Hint.NO_SOURCE


def test_a_place_within_a_page_is_in_the_problem() -> None:
    page = {"page": 1, "total_results": 1, "results": [{"title": "A", "release_date": "soon"}]}
    with pytest.raises(ImportRefusedError) as refused:
        check_files([file_of(json.dumps(page).encode())], settings(), lambda *_: None)
    (problem,) = refused.value.problems
    assert problem.reason.startswith("results, number 1: releases, number 1: date: ")


def test_the_dates_of_a_refused_file_are_evidence_of_their_order() -> None:
    data = b"title,date\nA,25/12/2020\nB,4/12/2020\n"
    with pytest.raises(ImportRefusedError) as refused:
        check_files([file_of(data)], settings(), lambda *_: None)
    assert refused.value.dates == ("4/12/2020", {NumberOrder.DMY: "25/12/2020"})
    chosen = Defaults(TODAY, date_order=NumberOrder.MDY)
    with pytest.raises(ImportRefusedError) as refused:
        check_files([file_of(data)], settings(defaults=chosen), lambda *_: None)
    assert refused.value.dates is None


def test_dates_in_a_chosen_order_need_no_evidence_when_another_field_is_refused() -> None:
    data = b"title,status,date\nA,bananas,4/12/2020\n"
    with pytest.raises(ImportRefusedError) as refused:
        check_files([file_of(data)], settings(), lambda *_: None)
    assert refused.value.dates == ("4/12/2020", {})
    chosen = Defaults(TODAY, date_order=NumberOrder.DMY)
    with pytest.raises(ImportRefusedError, match="1 problem") as refused:
        check_files([file_of(data)], settings(defaults=chosen), lambda *_: None)
    assert refused.value.dates is None


@pytest.mark.parametrize(("word", "shared"), [("Watched", ["On-Hold", "Finished"]), ("Soon", [])])
def test_status_words_that_a_watchlist_shares_with_slate(word: str, shared: list[str]) -> None:
    words = [word, "On-Hold", "Finished", "on hold", "filming"]
    data = "title,status\n" + "".join(f"{n},{word}\n" for n, word in enumerate(words))
    with pytest.raises(ImportRefusedError) as refused:
        check_files([file_of(data.encode())], settings(), lambda *_: None)
    assert refused.value.shared == shared


def _stated(file: InputFile, **chosen: Any) -> list[Statement]:  # noqa: ANN401 -- as above
    (rows,) = check_files([file], settings(**chosen), lambda *_: None)
    return [
        item.statement for chunk in rows.chunks() for item in chunk if isinstance(item, StatedRow)
    ]


def test_a_file_may_be_known_to_be_in_a_format_but_the_chosen_one_counts() -> None:
    data = b'{"title": "Dune", "year": 2021}'
    file = InputFile("a", BytesIO(data), format="radarr")
    sources = [
        stated.origin.source
        for found in (_stated(file), _stated(file, as_format="json"), _stated(file_of(data)))
        for stated in found
    ]
    assert sources == ["Radarr", None, None]
    with pytest.raises(FileError):
        _stated(InputFile("a", BytesIO(b"title\nDune\n"), format="radarr"))


def test_rows_have_the_address_of_their_file_unless_they_state_another() -> None:
    rows = b'{"title": "Dune"}\n{"title": "Heat", "url": "https://example.com/heat"}\n'
    file = InputFile("a", BytesIO(rows), url="https://example.com/list")
    assert [stated.origin.url for stated in _stated(file)] == [
        "https://example.com/list",
        "https://example.com/heat",
    ]
    assert [stated.origin.url for stated in _stated(file_of(rows))] == [
        None,
        "https://example.com/heat",
    ]


def test_what_a_file_states_may_be_completed() -> None:
    adapted: list[str | None] = []

    def adapt(statement: Statement) -> Statement:
        adapted.append(statement.title)
        return replace(statement, live=LiveAnswer(is_full=False))

    rows = b'{"title": "Dune"}\n{"title": 5}\n{"title": "Heat"}\n'
    file = InputFile("a", BytesIO(rows), adapt=adapt)
    stated = _stated(file, skip_invalid=True)
    assert [one.live for one in stated] == [LiveAnswer(is_full=False)] * 2
    assert adapted == ["Dune", "Heat"]  # not what cannot be read
    assert [one.live for one in _stated(file_of(ROWS))] == [None] * 3


def test_a_ledger_is_read_to_its_end(store: Store) -> None:
    add(store, "Dune")
    add(store, "Heat")
    ledger = exported(store)
    lines: list[int] = []
    (rows,) = check_files([file_of(ledger)], settings(), lambda _, line: lines.append(line))
    assert rows.is_ledger
    assert lines == [2, 3, 4, 5]
    assert len(list(rows.entries())) == len(lines)
    with pytest.raises(ImportRefusedError):
        check_files([file_of(ledger[:-20])], settings(), lambda *_: None)
    with pytest.raises(WholeLedgerError):
        check_files([file_of(ledger)], settings(are_chosen=True), lambda *_: None)


def test_a_file_that_cannot_be_read_is_named() -> None:
    with pytest.raises(FileError, match=r"^a: cannot be read: Input/output error\.$"):
        check_files([InputFile("a", _Broken(ROWS))], settings(), lambda *_: None)


def test_a_winter_with_one_year_is_noted() -> None:
    data = b"title,date,leaves\nA,winter 2021,\nB,Winter of 2021,winter 2022\nC,winter 2020/21,\n"
    (rows,) = check_files([file_of(data)], settings(), lambda *_: None)
    items = [item for chunk in rows.chunks() for item in chunk]
    assert [item.text for item in items if isinstance(item, Remark)] == [
        "winter 2021 is taken as December 2020 to February 2021 (it ends in 2021)",
        "winter 2021 is taken as December 2020 to February 2021 (it ends in 2021)",
        "winter 2022 is taken as December 2021 to February 2022 (it ends in 2022)",
    ]
    assert [item.statement.title for item in items if isinstance(item, StatedRow)] == list("ABC")
