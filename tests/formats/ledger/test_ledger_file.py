# ruff: noqa: E501 -- lines of a file, and a table of refusals
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from slate.domain.ledger.version import version_of
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Batch, Report
from slate.formats import recognition
from slate.formats.errors import RecordError
from slate.formats.ledger import ledger_file
from slate.formats.read.reader import FileContext

ONE = "0b0a4f3e-0d5c-4c2e-9a62-5d6c3c1f7a10"
TWO = "5f6d1c2b-7e8f-4a3b-8c9d-0e1f2a3b4c5d"
AT = "2021-01-06T12:00:00.000000Z"
LATER = "2021-01-07T12:00:00.000001Z"

BATCHES = [
    (
        Batch(7, ONE, AT, "anna", "add Dune", None, 2),
        [
            Report("dune|||film|", {"title": "Dune"}, None, None, "2021-01-06", Confidence.REPORTED, None, AT, ONE, 1, "anna"),
            Report("dune|||film|", None, "É\x7f", "https://a.b", "2020", Confidence.RUMOR, "a note", AT, ONE, 2, "anna"),
        ],
    ),
    (Batch(3, TWO, LATER, "anna", "undo", ONE, 0, undone=True), []),
]  # fmt: skip
FILE = f"""\
{{"slate_ledger":1,"batches":2,"reports":2}}
{{"uid":"{ONE}","recorded_at":"{AT}","author":"anna","command":"add Dune","undoes":null,"reports":2}}
{{"batch":"{ONE}","n":1,"title_key":"dune|||film|","said":{{"title":"Dune"}},"source":null,"url":null,"reported_on":"2021-01-06","confidence":"reported","note":null}}
{{"batch":"{ONE}","n":2,"title_key":"dune|||film|","said":null,"source":"\\u00c9\\u007f","url":"https://a.b","reported_on":"2020","confidence":"rumor","note":"a note"}}
{{"uid":"{TWO}","recorded_at":"{LATER}","author":"anna","command":"undo","undoes":"{ONE}","reports":0}}
"""
SOUND = FILE.replace("\\u007f", "")


def entries(text: str) -> list[Batch | Report | str]:
    """Read a file recognized as a ledger; errors are returned as printed."""
    told = FileContext("a", date(2021, 1, 7))
    _, items, form, _ = recognition.read(io.BytesIO(text.encode()), told)
    assert form == "ledger"
    return [str(item) if isinstance(item, RecordError) else item for item in items]  # type: ignore[misc]


def changed(line: int, **values: Any) -> str:  # noqa: ANN401 -- JSON
    """Return the file with other values on one line; a value of ... removes the field."""
    lines = SOUND.splitlines()
    said = json.loads(lines[line - 1]) | values
    lines[line - 1] = json.dumps({name: value for name, value in said.items() if value is not ...})
    return "\n".join(lines) + "\n"


def refusal(text: str) -> str:
    *_, last = entries(text)
    assert isinstance(last, str)
    return last


def test_writes_header_batches_and_reports() -> None:
    assert "".join(ledger_file.lines(BATCHES, (2, 2), 1)) == FILE


def test_written_ledger_reads_back() -> None:
    first, one, other, second = entries(SOUND)
    assert first == BATCHES[0][0]._replace(id=0)
    assert one == BATCHES[0][1][0]
    assert other == BATCHES[0][1][1]._replace(source="É")
    assert second == BATCHES[1][0]._replace(id=0, undone=False)


def test_empty_ledger_reads_back() -> None:
    text = "".join(ledger_file.lines([], (0, 0), 1))
    assert text == '{"slate_ledger":1,"batches":0,"reports":0}\n'
    assert entries(text) == []


def test_batch_of_the_last_day_of_the_calendar_is_read() -> None:
    last = SOUND.replace(AT, "9999-12-31T12:00:00.000000Z")
    assert not any(isinstance(item, str) for item in entries(last))


@pytest.mark.parametrize("kept", [1, 2, 3, 4])
def test_file_cut_off_after_a_line_is_refused(kept: int) -> None:
    text = "".join(f"{line}\n" for line in SOUND.splitlines()[:kept])
    reasons = {
        1: "1: the ledger is cut off: here are 0 batches and 0 reports of 2 and 2.",
        2: "2: its batch has 2 reports, and here are 0.",
        3: "3: its batch has 2 reports, and here are 1.",
        4: "4: the ledger is cut off: here are 1 batches and 2 reports of 2 and 2.",
    }
    assert refusal(text) == reasons[kept]


@pytest.mark.parametrize(
    ("line", "values", "reason"),
    [
        (1, {"slate_ledger": 2}, "slate_ledger is 2, but nothing in the ledger needs that."),
        (1, {"slate_ledger": 3}, "slate_ledger is 3, newer than this slate knows. Update slate."),
        (1, {"slate_ledger": 0}, "slate_ledger is not as slate writes it."),
        (1, {"slate_ledger": True}, "slate_ledger is not as slate writes it."),
        (1, {"batches": ...}, "batches is missing."),
        (1, {"batches": -1}, "batches is not as slate writes it."),
        (1, {"reports": "2"}, "reports is not as slate writes it."),
        (1, {"mood": 1}, '"mood" is a field that this version of slate does not know.'),
        (2, {"uid": "1"}, "uid is not as slate writes it."),
        (2, {"uid": 1}, "uid is not as slate writes it."),
        (2, {"uid": ONE.upper()}, "uid is not as slate writes it."),
        (2, {"undoes": "1"}, "undoes is not as slate writes it."),
        (2, {"author": ""}, "author is not as slate writes it."),
        (2, {"command": None}, "command is not as slate writes it."),
        (2, {"command": "\x1b"}, "command is not as slate writes it."),
        (2, {"command": "x" * 4001}, "command is not as slate writes it."),
        (2, {"reports": -1}, "reports is not as slate writes it."),
        (2, {"undoes": TWO}, "reports is not as slate writes it."),
        (2, {"recorded_at": 1}, "recorded_at is not as slate writes it."),
        (2, {"recorded_at": "2021-01-06"}, "recorded_at is not as slate writes it."),
        (2, {"recorded_at": "0001-01-01T00:00:00.000000Z"}, "recorded_at is not as slate writes it."),
        (2, {"recorded_at": "2021-13-06T12:00:00.000000Z"}, "recorded_at is not as slate writes it."),
        (2, {"only": ["x"]}, '"only" is a field that this version of slate does not know.'),
        (2, {"corrects": {TWO: AT}}, '"corrects" is a field that this version of slate does not know.'),
        (2, {"said": {}}, '"said" is a field that this version of slate does not know.'),
        (3, {"batch": TWO}, "batch is not the one before it."),
        (3, {"n": 2}, "n is not as slate writes it."),
        (3, {"n": True}, "n is not as slate writes it."),
        (3, {"title_key": ""}, "title_key is not as slate writes it."),
        (3, {"said": {"title": 1}}, "said: title is not as slate writes it."),
        (3, {"source": 1}, "source is not as slate writes it."),
        (3, {"url": ""}, "url is not as slate writes it."),
        (3, {"note": "a "}, "note is not as slate writes it."),
        (3, {"confidence": "listed"}, "confidence is not known in version 1 of the ledger."),
        (3, {"said": {"credits": {"cast|A": 1}}}, "said: credits is not known in version 1 of the ledger."),
        (3, {"said": {"releases": {"||": {"date": "2021-12-early"}}}}, "said: releases is not known in version 1 of the ledger."),
        (3, {"said": {"differs": {"x": "x"}}}, "said: differs is not known in version 1 of the ledger."),
        (3, {"said": {"split": {"x": ""}}}, "said: split is not known in version 1 of the ledger."),
        (3, {"confidence": "sure"}, "confidence is not as slate writes it."),
        (3, {"reported_on": "2021-Q1"}, "reported_on is 2021-Q1, but should be a day, a month or a year."),
        (3, {"reported_on": "January 2021"}, "reported_on is not as slate writes it."),
        (3, {"reported_on": 2021}, 'reported_on is a number, but should be a text. Write it in quotes: "2021".'),
        (3, {"reported_on": "one day"}, '"one day" is not a date: write it like 2021-01-05, Jan 5 2021, 2021-01, Jan 2021, Q1 2021, spring 2021, early 2021, mid-Dec 2021, 2021, 2021-01/2021-03, by 2021-03 or TBA'),
        (3, {"reported_on": "2021-01-08"}, "reported_on is 2021-01-08, and it was recorded on 2021-01-06."),
        (3, {"note": ...}, "note is missing."),
    ],
)  # fmt: skip
def test_invalid_field_is_refused_with_line_and_reason(
    line: int, values: dict[str, Any], reason: str
) -> None:
    assert refusal(changed(line, **values)) == f"{line}: {reason}"


GOLDEN = Path(__file__).parent / "golden"
SECOND = (GOLDEN / "version_2.slate.ndjson").read_text()


@pytest.mark.parametrize("version", [1, 2])
def test_golden_file_is_read_and_written_back(version: int) -> None:
    text = (GOLDEN / f"version_{version}.slate.ndjson").read_text()
    found: list[tuple[Batch, list[Report]]] = []
    for entry in entries(text):
        assert not isinstance(entry, str)
        if isinstance(entry, Batch):
            found.append((entry, []))
        else:
            found[-1][1].append(entry)
    batches, reports = [batch for batch, _ in found], [one for _, own in found for one in own]
    assert version_of(batches, reports) == version
    assert "".join(ledger_file.lines(found, (len(batches), len(reports)), version)) == text


def test_golden_file_of_version_2_has_limited_undos_and_corrections() -> None:
    batches = [entry for entry in entries(SECOND) if isinstance(entry, Batch)]
    assert [batch.only for batch in batches] == [(), ("harbor lights|||film|2021",), (), (), ()]
    assert batches[3].corrects == (
        (batches[0].uid, "2021-01-04T12:00:00.000000Z"),
        (batches[4].uid, "2021-01-06T12:00:00.000000Z"),
    )


BAD_ONLY = "only is not as slate writes it."
BAD_CORRECTS = "corrects is not as slate writes it."


@pytest.mark.parametrize(
    ("line", "values", "reason"),
    [
        (6, {"only": []}, BAD_ONLY),
        (6, {"only": ["b", "a"]}, BAD_ONLY),
        (6, {"only": ["a", "a"]}, BAD_ONLY),
        (6, {"only": ["a", 1]}, BAD_ONLY),
        (6, {"only": [" a"]}, BAD_ONLY),
        (6, {"only": "a"}, BAD_ONLY),
        (6, {"only": None}, BAD_ONLY),
        (6, {"undoes": None}, BAD_ONLY),
        (6, {"corrects": {ONE: AT}}, BAD_CORRECTS),
        (6, {"reports": 1}, "reports is not as slate writes it."),
        (8, {"corrects": {}}, BAD_CORRECTS),
        (8, {"corrects": None}, BAD_CORRECTS),
        (8, {"corrects": [ONE]}, BAD_CORRECTS),
        (8, {"corrects": {"x": AT}}, BAD_CORRECTS),
        (8, {"corrects": {ONE: "2021-01-06"}}, BAD_CORRECTS),
        (8, {"corrects": {ONE: "1969-12-31T12:00:00.000000Z"}}, BAD_CORRECTS),
        (8, {"corrects": {ONE: "2021-02-30T12:00:00.000000Z"}}, BAD_CORRECTS),
        (8, {"corrects": {ONE: None}}, BAD_CORRECTS),
        (8, {"corrects": {TWO: AT, ONE: AT}}, BAD_CORRECTS),
        (8, {"undoes": ONE}, BAD_CORRECTS),
        (8, {"reports": 1}, "reports is not as slate writes it."),
        (8, {"later": 1}, '"later" is a field that this version of slate does not know.'),
        (3, {"confidence": "sure"}, "confidence is not as slate writes it."),
        (3, {"said": {"credits": {"cast|A": 0}}}, "said: credits is not as slate writes it."),
    ],
)  # fmt: skip
def test_invalid_field_of_version_2_is_refused(
    line: int, values: dict[str, Any], reason: str
) -> None:
    lines = SECOND.splitlines()
    lines[line - 1] = json.dumps(json.loads(lines[line - 1]) | values)
    assert refusal("\n".join(lines)) == f"{line}: {reason}"


@pytest.mark.parametrize("kept", range(1, 10))
def test_cut_file_of_version_2_is_refused(kept: int) -> None:
    text = "".join(f"{line}\n" for line in SECOND.splitlines()[:kept])
    assert "and here are" in refusal(text) or "is cut off" in refusal(text)


def test_day_ahead_in_another_zone_is_accepted() -> None:
    text = changed(2, recorded_at="2021-01-08T09:00:00.000000Z")
    assert not isinstance(entries(text)[-1], str)
    assert not isinstance(entries(changed(3, reported_on="2021-01-07"))[-1], str)


def test_report_without_its_batch_is_refused() -> None:
    lines = SOUND.splitlines()
    assert refusal("\n".join([lines[0], *lines[2:]])) == "2: batch is not the one before it."


def test_invalid_json_line_is_refused() -> None:
    assert refusal(SOUND.replace('"n":2', '"n":')) == (
        "4: this is not JSON: Expecting value (column 53)."
    )
