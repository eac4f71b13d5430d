import itertools
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from slate.cli import stderr
from slate.domain import quoting
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import ReleaseDate
from slate.domain.errors import TitleNotFoundError
from slate.formats.errors import RecordError
from slate.formats.read import simkl, vega
from slate.formats.read.reader import FileContext, Row
from slate.formats.read.records import record_parser
from slate.formats.read.registry import READERS
from slate.formats.recognition import read
from slate.store.file.connection import Store
from slate.store.titles import lookup
from slate.usecases.import_files import FileImport
from tests.formats.read import test_vega
from tests.fuzz import checks, readers
from tests.fuzz.checks import Fault, Slates
from tests.fuzz.mutations import Mutant
from tests.fuzz.readers import Case, cases, formats_without_samples, loaded, main, saved
from tests.fuzz.samples import SAMPLES, Options, Sample

pytestmark = pytest.mark.slow  # together they take seconds

VEGA = SAMPLES["vega"][0]


@pytest.fixture(scope="module")
def slates() -> Iterator[Slates]:
    with Slates() as slates:
        yield slates


@pytest.fixture(autouse=True)
def _temporary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def faults_of(slates: Slates, sample: Sample, *, skip_invalid: bool = False) -> list[Fault]:
    return slates.check(Mutant(*sample), skip_invalid=skip_invalid, is_filled=False).faults


def test_every_format_has_samples(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert formats_without_samples(SAMPLES) == []
    assert formats_without_samples([]) == sorted(READERS)
    monkeypatch.delitem(SAMPLES, "vega")
    assert main([]) == 1
    assert capsys.readouterr().out == "no samples in tests/fuzz/samples.py for: vega\n"


EACH = [(name, sample) for name, samples in SAMPLES.items() for sample in samples]


@pytest.mark.parametrize(("name", "sample"), EACH)
def test_samples_are_of_their_format_and_imported(
    slates: Slates, tmp_path: Path, name: str, sample: Sample
) -> None:
    result = slates.check(Mutant(*sample), skip_invalid=False, is_filled=False)
    assert result == (True, [])
    path = tmp_path / "sample"
    path.write_bytes(sample.content)
    context = checks.read_settings(sample.options, skip_invalid=False).file_context
    with path.open("rb") as stream:
        form = read(stream, replace(context, name=sample.name)).format
    assert READERS[form].module == READERS[name].module


def test_files_depend_only_on_the_seed() -> None:
    first, again, other = (list(itertools.islice(cases(seed), 100)) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert {case.format for case in first} == set(READERS)


def test_saved_cases_are_loaded(tmp_path: Path) -> None:
    options = Options(maps=("Name=title",), encoding="cp1252")
    case = Case("csv", 3, Mutant("é.csv", b"\xe9\0", options), skip_invalid=True, is_filled=False)
    assert loaded(saved(case, tmp_path / "new")) == case


def _crash(*_: object) -> dict[str, Any]:
    raise KeyError("Title")


def test_a_crash_is_reported_and_can_be_repeated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(readers, "cases", lambda seed: iter([a_case(seed)] * 5))
    assert main(["--seconds", "60", "--seed", "7"]) == 0
    with monkeypatch.context() as patched:
        patched.setattr(vega, "_record", _crash)
        capsys.readouterr()
        assert main(["--seconds", "60", "--seed", "7"]) == 1
        first, fault, command, *_ = capsys.readouterr().out.splitlines()
        assert first == "seed 7, 60 seconds"
        path = tmp_path / "slate-fuzz-7" / "vega-7"
        assert fault.startswith("vega 7: only errors of slate: KeyError at test_readers.py:")
        assert command == f"    python -m tests.fuzz.readers --repeat {path}"
        assert main(["--repeat", str(path)]) == 1
        output = capsys.readouterr().out.splitlines()
        assert output[-2] == "FAILED 1 times: only errors of slate"
        assert output[-1].startswith("1 files, 0 of them accepted, 1 faults; the slowest took ")
    assert main(["--repeat", str(path)]) == 0


def a_case(number: int) -> Case:
    return Case("vega", number, Mutant(*VEGA), skip_invalid=False, is_filled=False)


def test_a_run_ends_after_its_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seconds", "0"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("1 files, ")


# Planted faults: each check finds its own.


def test_a_refused_import_that_stores_something_is_found(
    slates: Slates, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = b'[{"title": "A"}, {"title": "B", "links": {"sequel-of": ["Nobody"]}}]'
    assert faults_of(slates, Sample("a.json", links)) == []
    monkeypatch.setattr(Store, "writing", Store.reading)  # without a transaction
    assert faults_of(slates, Sample("a.json", links)) == [
        ("a refused import stores nothing", "the slate has changed")
    ]


def _problem(reason: str, line: int = 1) -> Any:  # noqa: ANN401 -- a reader
    return lambda *_: iter([RecordError(line, reason)])


@pytest.mark.parametrize(
    ("line", "reason", "check"),
    [
        (0, "is bad.", "a problem has a line of the file"),
        (9, "is bad.", "a problem has a line of the file"),
        (1, "x" * 2_000, "what is printed is one printable line"),
        (1, "is not what it should be:", "a message ends with a sentence"),
    ],
)
def test_bad_problems_are_found(
    slates: Slates, monkeypatch: pytest.MonkeyPatch, line: int, reason: str, check: str
) -> None:
    monkeypatch.setattr(vega, "items", _problem(reason, line))
    for skip_invalid in (False, True):
        faults = faults_of(slates, VEGA, skip_invalid=skip_invalid)
        assert {fault.check for fault in faults} == {check}


def test_control_characters_and_credentials_in_messages_are_found(
    slates: Slates, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = Sample("a.json", b'{"title": "A", "kind": "https://user:secret@example.com/\\u001b"}')
    assert faults_of(slates, sample) == []
    for module, name in ((stderr, "safe"), (stderr, "masked"), (quoting, "masked")):
        monkeypatch.setattr(module, name, lambda text, **_: text)
    assert {fault.check for fault in faults_of(slates, sample)} == {
        "what is printed is one printable line",
        "no credential is printed",
    }


def test_an_import_that_differs_the_second_time_is_found(
    slates: Slates, monkeypatch: pytest.MonkeyPatch
) -> None:
    years = itertools.count(2021)
    monkeypatch.setattr(
        vega, "_record", lambda *_: {"title": "A", "kind": "film", "date": str(next(years))}
    )
    assert faults_of(slates, Sample(VEGA.name, json.dumps(test_vega.FILM).encode())) == [
        ("importing again changes nothing", "a-2 added")
    ]


def test_a_title_that_is_not_found_again_is_found(
    slates: Slates, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(_: object, text: str) -> object:
        raise TitleNotFoundError(text, ())

    monkeypatch.setattr(lookup, "find", find)
    assert {fault.check for fault in faults_of(slates, VEGA)} == {"titles are found again"}


def test_a_slate_that_is_not_the_fold_of_its_reports_is_found(
    slates: Slates, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = FileImport.finish

    def finish(run: FileImport) -> None:
        real(run)
        run._ledger._connection.execute("update titles set label = 'x'")  # noqa: SLF001

    monkeypatch.setattr(FileImport, "finish", finish)
    assert Fault("the slate is the fold of its reports", "another one was stored") in faults_of(
        slates, VEGA
    )


def test_a_word_about_the_viewer_that_becomes_a_status_is_found(
    slates: Slates, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = b'{"shows": [{"status": "completed", "show": {"title": "A", "ids": {"simkl": 1}}}]}'
    sample = Sample("simkl.json", entry)
    assert faults_of(slates, sample) == []
    real = simkl.items

    def items(found: Any, context: FileContext) -> Iterator[object]:  # noqa: ANN401 -- as read
        (one,) = found
        status = "ended" if one[1]["shows"][0]["status"] == "completed" else "announced"
        for item in real(iter([one]), context):
            yield Row(1, item.record | {"status": status}) if isinstance(item, Row) else item

    monkeypatch.setattr(simkl, "items", items)
    assert [fault.check for fault in faults_of(slates, sample)] == [
        "no word about the viewer is a status"
    ]


def test_a_date_that_is_not_canonical_is_found(
    slates: Slates, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parsed(_: str, value: str, **__: object) -> ReleaseDate:
        return parse_date(value)._replace(text="Jan 2021")

    known = record_parser._readers(None)  # noqa: SLF001 -- where the fault is planted
    readers_of = {**known, "date": ("date", parsed)}
    monkeypatch.setattr(record_parser, "_readers", lambda _: readers_of)
    sample = Sample("a.json", b'{"title": "A", "date": "2021-01"}')
    assert faults_of(slates, sample) == [("dates are canonical", "Jan 2021")]
