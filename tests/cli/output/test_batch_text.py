from typing import Any

import pytest

from slate.cli.output.batch_text import batch_text
from slate.domain.changes.batch_change import BatchChange, TitleChange
from slate.domain.changes.comparison import differences
from slate.domain.ledger.fold import fold_existing
from tests.domain.slates import report


def _change(slug: str, first: dict[str, Any], second: dict[str, Any] | None = None) -> TitleChange:
    """Return what the second report changes, or what the first one does if there is no second."""
    reports = [report({"title": slug} | first, reported_on="2020-01-01", batch="b1")]
    before = fold_existing("k", reports) if second is not None else None
    if second is not None:
        reports.append(report(second, reported_on="2020-01-02", batch="b2"))
    after = fold_existing("k", reports)
    return TitleChange(slug, tuple(differences(before, after)), after, after, reports[-1])


def _on(date: str) -> dict[str, Any]:
    return {"releases": {"streaming||Netflix": {"date": date}}}


ADDED = _change("lupin", {})
SLIPPED = _change("dune", _on("2021-01-08"), _on("2021-01-22"))
NOTED = _change("mank", {}, {})
MANY = _change("heat", {}, {"tags": {"a": True, "b": True}, "aka": {"H": True}})


@pytest.mark.parametrize(
    ("titles", "changes", "expected"),
    [
        (0, (), ""),
        (1, (ADDED,), "lupin: added"),
        (1, (SLIPPED,), "dune: slipped 14 days"),
        (1, (NOTED,), "mank: noted"),
        # Equal words are not repeated.
        (1, (MANY,), "heat: tags; also known as"),
        (1, (_change("x", {}, _on("2021") | {"year": 2021, "tags": {"a": True}}),),
            "x: on Netflix; dated 2021; status scheduled and 2 more"),
        (2, (ADDED, SLIPPED), "1 added, 1 slipped"),
        (15, (ADDED,) * 12 + (SLIPPED,) * 3, "12 added, 3 slipped"),
        (3, (NOTED, MANY, ADDED), "1 added, 1 edited, 1 noted"),
        (100_000, None, "100,000 titles"),
    ],
)  # fmt: skip
def test_batch_text_is_short(
    titles: int, changes: tuple[TitleChange, ...] | None, expected: str
) -> None:
    assert batch_text(BatchChange(titles, changes)) == expected
