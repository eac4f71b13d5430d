from datetime import date

import pytest

from slate.domain.titles.stages import Stage
from slate.formats.read.reader import FileContext, Remark
from slate.formats.read.records.status_words import (
    TMDB_COARSE,
    TMDB_STAGES,
    Said,
    said_status,
    stages_before,
    together,
)

STAGES = {
    "ended": Stage.ENDED,
    "running": Stage.RELEASED,
    "to be determined": Stage.ON_HOLD,
    "soon": None,
}


def said(word: str | None) -> Said:
    return said_status("Site", word, STAGES, {"running", "to be determined"})


@pytest.mark.parametrize(
    ("word", "fields"),
    [
        ("Ended", {"status": "ended"}),
        ("Running", {"status": "released", "note": "Site: Running"}),
        (" To_Be-Determined ", {"status": "on-hold", "note": "Site: To_Be-Determined"}),
        ("Soon", {"note": "Site: Soon"}),  # the date decides
        (None, {}),
        (" ", {}),
    ],
)
def test_known_status_words(word: str | None, fields: dict[str, str]) -> None:
    assert said(word) == Said(fields, ())


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("Dreamt of", "Dreamt of"),
        ("x" * 200, "x" * 117 + "..."),
    ],
)
def test_unknown_status_is_kept_in_the_note_and_counted(word: str, shown: str) -> None:
    remark = Remark(f"unknown status kept in the note: {shown}")
    assert said(word) == Said({"note": f"Site: {shown}"}, (remark,))


@pytest.mark.parametrize(
    ("day", "stage"),
    [("2021-01-07", "released"), ("2021-01-08", None), ("soon", "released"), (None, "released")],
)
def test_released_before_the_release_date_is_no_stage(day: object, stage: str | None) -> None:
    stages = stages_before(TMDB_STAGES, FileContext("a.json", date(2021, 1, 7)), day)
    assert stages == TMDB_STAGES | {"released": stage, "returning series": stage}


def test_coarse_words_are_words_of_tmdb() -> None:
    assert set(TMDB_COARSE) <= TMDB_STAGES.keys()


def test_what_several_words_add_becomes_one() -> None:
    first = Said({"kind": "series", "note": "Site: play"}, (Remark("a"),))
    second = Said({"status": "ended", "note": "Site: over"}, (Remark("b"),))

    assert together(first, second) == Said(
        {"kind": "series", "status": "ended", "note": "Site: play. Site: over"},
        (Remark("a"), Remark("b")),
    )
    assert together(Said({"kind": "series"}), Said({})) == Said({"kind": "series"})
