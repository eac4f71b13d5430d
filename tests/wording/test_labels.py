from datetime import date
from typing import Any

import pytest

from slate.wording.labels import short_label
from tests.render.samples import record

TODAY = date(2021, 1, 7)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"label": "Upcoming season", "status": "scheduled", "season": 3}, "season"),
        ({"label": "Upcoming docuseries", "status": "announced"}, "docuseries"),
        ({"label": "Sequel in development", "status": "in-development"}, "sequel in development"),
        ({"label": "Filming", "status": "filming"}, "filming"),
        ({"label": "Rumored", "status": "rumored"}, "rumored"),
        ({"label": "Released", "status": "released", "kind": "film"}, "film"),
        ({"label": "Released", "status": "ended", "kind": "series", "part": 2}, "season"),
        ({"label": "Canceled", "status": "canceled", "kind": "series", "season": 2}, "season"),
        ({"label": "On hold", "status": "on-hold", "kind": "film"}, "film"),
        ({"label": "Due 2021-01-01, not confirmed", "status": "scheduled", "overdue": True,
          "kind": "special"}, "special"),
        ({"label": "Left Netflix 2020-12-31", "status": "released", "has_left": True,
          "leaves": "2020-12-31"}, "left Dec 31, 2020"),
        ({"label": "Left Netflix Jan 2021", "status": "released", "has_left": True,
          "leaves": "2021-01-02?"}, "left Jan 2?"),
        ({"label": "Released", "status": "released", "leaves": "2021-12-31", "kind": "film"},
         "film"),
        # Nothing is left of a label whose date is not stored.
        ({"label": "Left", "status": "released", "has_left": True, "leaves": None,
          "kind": "film"}, "film"),
    ],
)  # fmt: skip
def test_a_label_omits_what_its_heading_says(fields: dict[str, Any], text: str) -> None:
    assert short_label(record(**fields), TODAY) == text
