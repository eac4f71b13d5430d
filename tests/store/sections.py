"""Titles for each section of a list that has no dates to come."""

from typing import Any

NOT_DATED_AHEAD: dict[str, dict[str, Any]] = {
    "Nothing": {"status": "announced"},
    "Paused": {"status": "on-hold", "date": "2020-12"},
    "Paused too": {"status": "on-hold"},
    "Old": {"status": "ended", "date": "1990"},
    "New": {"status": "released", "date": "2020-12-31"},
    "Of a year": {"status": "released", "year": 2005},
    "Since": {"status": "released", "date": "2006/.."},
    "Of no year": {"status": "released"},
    "Never": {"status": "canceled", "date": "2021-03"},
}
