import pytest

from slate.render.plain.check import CheckRow
from slate.render.screens.check import check_screen
from tests.render.samples import HOSTILE, shown

from .golden import WIDTHS, check_any_width, display, expected

SOUND = [
    CheckRow("File", "file", "sound"),
    CheckRow("Ledger", "ledger", "30 batches with 37 reports, checksum 61b2b4dfb1f2"),
    CheckRow("Duplicates", "duplicates", "1 possible"),
]
WRONG = [
    CheckRow("Tables", "schema", 'titles has the kind "opera"', "repaired"),
    *SOUND[:2],
    CheckRow("Clock", "clock", "in the future: 1 batch (7)", "wrong"),
    CheckRow("Backups", "backups", "damaged: slate.db.20210107T091500Z.bak", "wrong"),
]


def screen(width: int) -> str:
    return shown(check_screen("slate.db", WRONG, display(width)), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_check(width: int) -> None:
    assert screen(width) == expected("check", width)


def test_a_slate_in_order() -> None:
    assert shown(check_screen("slate.db", SOUND, display(80))) == (
        "slate.db  ✓ in order\n"
        "\n"
        "  ✓  File        sound\n"
        "  ✓  Ledger      30 batches with 37 reports, checksum 61b2b4dfb1f2\n"
        "  ✓  Duplicates  1 possible\n"
    )


def test_a_note_does_not_look_like_what_is_in_order() -> None:
    note = CheckRow("Place", "place", "in WAL mode", "note")
    assert shown(check_screen("slate.db", [SOUND[0], note], display(80))) == (
        "slate.db  ✓ in order\n\n  ✓  File   sound\n  !  Place  Note: in WAL mode\n"
    )


def test_styles() -> None:
    text = shown(check_screen("slate.db", WRONG, display(80)), 80, "standard")
    assert "\x1b[1mslate.db\x1b[0m  \x1b[31m✗ 2 parts wrong\x1b[0m" in text
    assert "\x1b[32mRepaired:\x1b[0m titles" in text
    assert "\x1b[31mWrong:\x1b[0m damaged" in text
    assert "\x1b[32m✓\x1b[0m" in text


@pytest.mark.slow  # together they take seconds
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts(hostile: str) -> None:
    rows = [CheckRow("Ledger", "ledger", hostile), CheckRow("File", "file", hostile, "wrong")]
    check_any_width(lambda on: check_screen(hostile, rows, on))
