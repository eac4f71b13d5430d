"""The places in the domain and in the ledger that must handle each field of a title.

A new plain field needs a line in `PlainFields` and whatever fails here or in
tests/properties/test_fields.py; the failure names the place.
"""

from dataclasses import fields

from slate.domain.changes.comparison import differences
from slate.domain.ledger.fold import fold_existing
from slate.domain.ledger.statement import Statement, creation
from slate.domain.reports.confidences import Confidence
from slate.domain.reports.report import Report, Said
from slate.domain.titles.fields import NUMBERS, PLAIN, STATED
from slate.domain.titles.title import Title
from slate.formats.ledger.patch_check import check_said
from slate.formats.read.records.record_parser import typed
from tests import fields as sample

# Fields that no statement holds: they are derived from the reports.
_DERIVED = {
    "status_claims",
    "dropped",
    "key",
    "kind_said",
    "status_why",
    "said_by",
    "created",
    "former_titles",
    "former_slugs",
}
# Fields of a statement on itself, where it comes from, or its one release, and removals.
_OF_A_STATEMENT = {
    *("origin", "handle", "date", "leaves", "platform", "also_on", "release_type", "region"),
    *("untag", "unlink", "no_ids", "by_others", "year_in_name", "drops_release", "live"),
}
_NAMES_OF_CHANGES = {"title": "retitled", "releases": "dated"}


def _patch() -> Said:
    return creation(sample.statement(), lambda text: f"{text}|||film|")


def _title(said: Said) -> Title:
    sure = Confidence.REPORTED
    report = Report("key", said, "Variety", None, "2021-01-07", sure, None, "", "", 1)
    return fold_existing("key", [report])


def test_sample_has_a_value_for_every_field() -> None:
    sample.check("tests/fields.py VALUES", sample.VALUES)


def test_title_and_statement_have_exactly_the_stated_fields() -> None:
    assert {field.name for field in fields(Title)} - _DERIVED == set(STATED)
    assert {field.name for field in fields(Statement)} - _OF_A_STATEMENT == set(STATED)


def test_patch_holds_each_field_of_a_statement() -> None:
    sample.check("a patch (slate/domain/ledger/statement.py)", _patch())


def test_check_said_accepts_each_field_that_slate_writes() -> None:
    check_said(_patch())  # a refusal names the field
    for name in PLAIN:
        check_said({name: None})


def test_fold_keeps_each_field() -> None:
    bare, full = _title({"title": "Other"}), _title(_patch())
    kept = {name for name in STATED if getattr(full, name) != getattr(bare, name)}
    sample.check("the fold (slate/domain/ledger/fold.py)", kept)
    assert {name: getattr(full, name) for name in PLAIN} == sample.PLAIN_VALUES


def test_differences_name_each_field() -> None:
    found = differences(_title({"title": "Other"}), _title(_patch()))
    named = {name for change in found for name in (change.name, change.field or "")}
    wanted = (_NAMES_OF_CHANGES.get(name, name) for name in STATED)
    sample.check("slate/domain/changes/comparison.py", named, wanted)


def test_typed_converts_each_number_field() -> None:
    assert typed(dict.fromkeys(NUMBERS, "1")) == dict.fromkeys(NUMBERS, 1)
