"""Drawn ledgers of every kind, with undos, corrections, merges and splits, and their stores."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import NamedTuple

from hypothesis import strategies as st

from slate.domain.ledger.patch import DIFFERS, SAME, SPLIT
from slate.domain.reports.report import Report
from slate.store.file.connection import Store
from slate.store.titles import projections
from tests.domain import slates

EARLY, LATE = "2021-01-05T12:00:00.000000Z", "2021-01-06T12:00:00.000000Z"


class DrawnBatch(NamedTuple):
    uid: str
    recorded_at: str
    arrived: str | None
    undoes: str | None
    reports: Sequence[Report]
    only: tuple[str, ...] = ()
    corrects: tuple[tuple[str, str], ...] = ()


_arrivals = st.none() | st.sampled_from((EARLY, LATE, "2021-01-08T12:00:00.000000Z"))


_CORRECTED = ("2020-12-15T12:00:00.000000Z", "2021-01-05T23:00:00.000000Z")


@st.composite
def ledgers(draw: st.DrawFn) -> list[DrawnBatch]:
    """Draw the batches of a slate, with undos, corrections, and merges and splits of keys.

    Undos may be of undos, and for single titles.
    """
    reports = draw(slates.slates())
    keys = sorted({report.title_key for report in reports})
    found = []
    for batch, own in slates.batches_of(reports):
        told = [
            _relating(
                report,
                draw(st.sampled_from((None, None, None, *keys))),
                draw(st.sampled_from((SAME, DIFFERS, SPLIT))),
            )
            for report in own
        ]
        found.append(DrawnBatch(batch.uid, batch.recorded_at, draw(_arrivals), None, told))
    for number in range(draw(st.integers(0, 4))):
        target = draw(st.sampled_from(found))
        at = draw(st.sampled_from((EARLY, LATE)))
        only = draw(st.sampled_from(((), (), (keys[0],), tuple(keys[:2]))))
        found.append(DrawnBatch(f"undo-{number}", at, draw(_arrivals), target.uid, (), only))
    for number in range(draw(st.integers(0, 2))):
        uids = st.sampled_from([each.uid for each in found])
        times = draw(st.dictionaries(uids, st.sampled_from(_CORRECTED), min_size=1, max_size=2))
        at = draw(st.sampled_from((EARLY, LATE)))
        corrects = tuple(sorted(times.items()))
        found.append(DrawnBatch(f"correct-{number}", at, draw(_arrivals), None, (), (), corrects))
    return found


def _relating(report: Report, key: str | None, how: str) -> Report:
    """Merge the title of a report with another, call it another work, or split it."""
    if report.said is None or key in {None, report.title_key}:
        return report
    what = "Netflix" if how == SPLIT else "as-it-was"  # the source, or a slug
    return report._replace(said={**report.said, how: {key: what}})


@contextmanager
def stored(
    batches: Sequence[DrawnBatch], keeps: Callable[[Report], bool] = lambda _: True
) -> Iterator[Store]:
    """Yield a slate of batches with those of their reports for which `keeps` is true."""
    with closing(Store(None)) as store:
        with store.writing() as connection:
            for number, batch in enumerate(batches, 1):
                connection.execute(
                    "insert into batches (id, uid, recorded_at, arrived, author, command, undoes,"
                    " only, corrects) values (?, ?, ?, ?, 'tester', '', ?, ?, ?)",
                    (
                        *(number, batch.uid, batch.recorded_at, batch.arrived, batch.undoes),
                        json.dumps(batch.only) if batch.only else None,
                        json.dumps(dict(batch.corrects)) if batch.corrects else None,
                    ),
                )
                connection.executemany(
                    "insert into reports (batch, n, title_key, said, source, url, reported_on,"
                    " confidence, note) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        (number, each.n, each.title_key, json.dumps(each.said), *each[2:7])
                        for each in filter(keeps, batch.reports)
                    ),
                )
            projections.rebuild(connection)
        yield store
