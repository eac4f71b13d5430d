# ruff: noqa: E501 -- a table reads best with one case a line
"""Feeds as they come week by week: each import gives what is new in them, and no more."""

from datetime import date, timedelta

import pytest

from tests.cli.conftest import Done

# Weeks -> what the feed of that week has: summary -> first and last day; no day is TBA.
FEED: dict[str, dict[str, tuple[str, ...]]] = {
    "2021-01-04": {
        "Dune (Theatrical Release)": ("20211001", "20211001"),
        "Lupin": ("20210601", "20210630"),
        "Fargo - 5x01 - Pilot": ("20210501", "20210501"),
        "Fargo - 5x02 - Next": ("20210508", "20210508"),
        "Tenet 2": (),
    },
    "2021-01-11": {  # one slips, one is narrowed
        "Dune (Theatrical Release)": ("20211022", "20211022"),
        "Lupin": ("20210611", "20210611"),
        "Fargo - 5x01 - Pilot": ("20210501", "20210501"),
        "Fargo - 5x02 - Next": ("20210508", "20210508"),
        "Tenet 2": (),
    },
    "2021-01-18": {  # one has vanished, one is dated by its month, one is new
        "Lupin": ("20210611", "20210611"),
        "Fargo - 5x01 - Pilot": ("20210501", "20210501"),
        "Tenet 2": ("20211201", "20211231"),
        "Soul 2": ("20220101", "20221231"),
    },
    "2021-01-25": {  # the one that had vanished is back, on the day that it had at first
        "Dune (Theatrical Release)": ("20211001", "20211001"),
        "Lupin": ("20210611", "20210611"),
        "Fargo - 5x01 - Pilot": ("20210501", "20210501"),
        "Tenet 2": ("20211201", "20211231"),
        "Soul 2": ("20220101", "20221231"),
    },
    "2021-02-01": {  # in another order
        "Soul 2": ("20220101", "20221231"),
        "Tenet 2": ("20211201", "20211231"),
        "Fargo - 5x01 - Pilot": ("20210501", "20210501"),
        "Lupin": ("20210611", "20210611"),
        "Dune (Theatrical Release)": ("20211001", "20211001"),
    },
    "2021-05-10": {  # the season has begun: only its later episodes are left
        "Fargo - 5x02 - Next": ("20210508", "20210508"),
        "Fargo - 5x03 - Later": ("20210515", "20210515"),
        "Lupin": ("20210601", "20210630"),
        "Soul 2": ("20220101", "20220101"),
    },
}


def calendar(week: str, events: dict[str, tuple[str, ...]]) -> str:
    """Write a week's feed; its stamps and numbers change though its events do not."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "X-WR-CALNAME:What comes"]
    for number, (summary, days) in enumerate(events.items()):
        lines += ["BEGIN:VEVENT", f"UID:{number}@x", f"SUMMARY:{summary}", f"SEQUENCE:{number}"]
        lines += [f"DTSTAMP:{week.replace('-', '')}T000000Z"]
        if days:
            behind = date.fromisoformat(days[1]) + timedelta(days=1)  # the end is exclusive
            lines += [f"DTSTART;VALUE=DATE:{days[0]}", f"DTEND;VALUE=DATE:{behind:%Y%m%d}"]
        lines += ["END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


# Week -> what its feed says anew, and the summary of the import.
NEWS: dict[str, tuple[list[str], str]] = {
    "2021-01-04": (
        [
            *("fargo-s5: added Fargo: season 5, 2021-05-01 Sat", "fargo-s5: status: scheduled (there is a date)"),
            *("dune: added Dune, 2021-10-01 Fri on theaters", "dune: kind: film (no other kind was said)"),
            "dune: status: scheduled (there is a date)",
            *("lupin: added Lupin, Jun 2021", "lupin: kind: film (no other kind was said)"),
            "lupin: status: scheduled (there is a date)",
            *("tenet-2: added Tenet 2, no date", "tenet-2: kind: film (no other kind was said)"),
            "tenet-2: status: announced (there is no date)",
        ],
        "4 added",
    ),
    "2021-01-11": (
        ["dune: slipped 2021-10-01 -> 2021-10-22, 21 days later", "lupin: narrowed 2021-06 -> 2021-06-11"],
        "1 narrowed, 1 slipped, 2 unchanged",
    ),
    "2021-01-18": (
        [
            *("tenet-2: dated 2021-12", "tenet-2: status announced -> scheduled"),
            *("soul-2: added Soul 2, 2022", "soul-2: kind: film (no other kind was said)"),
            "soul-2: status: scheduled (there is a date)",
        ],
        "1 added, 1 dated, 1 status, 2 unchanged",
    ),
    "2021-01-25": (
        ["dune: advanced 2021-10-22 -> 2021-10-01, 21 days earlier (reverted)"],
        "1 advanced, 4 unchanged",
    ),
    "2021-02-01": ([], "5 unchanged"),
    "2021-05-10": (
        [
            "fargo-s5: status scheduled -> released",
            "lupin: widened 2021-06-11 -> 2021-06 (reverted)",
            "soul-2: narrowed 2022 -> 2022-01-01",
        ],
        "1 narrowed, 1 status, 1 widened",
    ),
}  # fmt: skip


def test_a_feed_in_six_versions(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    for week, events in FEED.items():
        monkeypatch.setenv("SLATE_TODAY", week)
        feed = calendar(week, events)
        news, summary = NEWS[week]
        told = done("import", "-", "--dry-run", stdin=feed).splitlines()
        assert told == [*news, f"{summary} (nothing was stored)"]
        assert done("import", "-", stdin=feed) == f"{summary}\n"
        titles = {summary.partition(" - ")[0] for summary in events}
        assert done("import", "-", stdin=feed) == f"{len(titles)} unchanged\n"


def test_two_feeds_that_disagree_do_not_take_turns(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = "title,date,platform,status\nDune,{},HBO Max,{}\nLupin,{},Netflix,\n"
    feeds = {
        "Deadline": listed.format("2021-10-01", "filming", "2021-06"),
        "The Wrap": listed.format("2021-10-22", "post-production", "2021-07-02"),
    }
    told = []
    for week in range(1, 7):
        monkeypatch.setenv("SLATE_TODAY", f"2021-02-{week * 4:02}")
        told += [
            done("import", "-", "--source", source, stdin=feed) for source, feed in feeds.items()
        ]
    assert told[:2] == ["2 added\n", "2 slipped, 1 status\n"]
    assert told[2:] == ["2 unchanged\n"] * 10
    assert len(done("log").splitlines()) == 1 + 2
