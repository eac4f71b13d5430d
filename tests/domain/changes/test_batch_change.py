from slate.domain.changes.batch_change import BatchChange, TitleChange
from slate.domain.changes.comparison import differences
from slate.domain.ledger.fold import fold_existing
from tests.domain.slates import report


def test_a_batch_with_too_many_titles_has_no_changes() -> None:
    said = report({"title": "Dune"})
    title = fold_existing("k", [said])
    change = TitleChange("dune", tuple(differences(None, title)), title, title, said)
    assert BatchChange(1, (change,)).changes == (change,)
    assert BatchChange(100_000, None).titles == 100_000
