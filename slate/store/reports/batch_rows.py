"""Batches as rows of SQL: the columns that are stored as JSON, null if they are not set."""

import json
from typing import Any

from slate.domain.reports.report import Batch

# What was recorded with a batch: the columns that are equal in every slate that has it.
RECORDED = ("uid", "recorded_at", "author", "command", "undoes", "only", "corrects")
INSERT_BATCH = f"""
    insert into batches ({", ".join(RECORDED)}, arrived)
    values ({", ".join(f":{name}" for name in RECORDED)}, :arrived)
"""


def batch_values(batch: Batch, arrived: str | None = None) -> dict[str, Any]:
    """Return the values to store for a batch; `arrived` is null for one recorded here."""
    return batch._asdict() | {
        "only": json.dumps(batch.only, ensure_ascii=False) if batch.only else None,
        "corrects": json.dumps(dict(batch.corrects)) if batch.corrects else None,
        "arrived": arrived,
    }


def keys_from(text: str | None) -> tuple[str, ...]:
    """Return the keys to which an undo is limited, from its column `only`."""
    return tuple(json.loads(text)) if text else ()


def times_from(text: str | None) -> tuple[tuple[str, str], ...]:
    """Return the times (uid, recorded_at) that a correction states, from its column `corrects`."""
    return tuple(json.loads(text).items()) if text else ()
