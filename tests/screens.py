"""A slate with a bit of everything, the screens that show it, and pictures of them.

`python -m tests.screens` rewrites the stored screens in tests/journeys/screens and the pictures in
docs/pictures: look at the difference before you commit it.
"""

import io
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from tests.readme import ROOT, run

TODAY = "2021-01-07"
STORED = ROOT / "tests" / "journeys" / "screens"
PICTURES = ROOT / "docs" / "pictures"
WIDTHS = (60, 80, 120)
COLORED = 100  # columns of the stored screens with colors
# What is recorded, by the day on which it is.
_RECORDED = {
    "2019-05-02": """
        add "Harbor Lights" --season 3 -p YouTube --source TVLine --url https://tvline.example/1
    """,
    "2020-06-22": "update harbor-lights-s3 -p Netflix --source Deadline",
    "2020-07-27": "update harbor-lights-s3 -d 2021 --source Netflix --official",
    "2020-10-02": """
        update harbor-lights-s3 -d 2021-01-22 --source Netflix --official --url https://n.example/2
    """,
    "2020-11-01": """
        add "The Long Valley" -p Netflix -d 2021-01-29 --source Netflix --official
        add "Lantern Street" --season 1 -p Netflix -d 2021-01-08 --source Netflix --official
        add "A City, Explained" -k docuseries -p Netflix -d 2021-01-08 --source Netflix
        add "Snowed In" -p "HBO Max" -d 2021-01-05 --source Variety
        add "Small Gods" --season 1 -p Disney+ -d 2020-12-11 --source Disney --official
        add "The Tenant" --season 2 -p "Apple TV+" -d 2021-01-15 --source Apple --official
        add "One Night Out" -p "Prime Video" -d 2021-01-15 --official --also "limited: 2020-12-25"
        add "The Little Boat" -p "HBO Max" -d 2021-01-29 --also "theatrical US: 2021-01-29"
        add "Giants of the Deep" -p "HBO Max" -d 2021-05-21 --source Warner --official
        add "Sand" -p "HBO Max" -d 2021-10-01 --source Warner --official --credit "director=A. Roe"
        add "Other Worlds" --season 4 -p Netflix -s filming --source Variety
        add "The Trickster" --season 1 -p Disney+ -d "May 2021" --source Disney --official
        add "Night Crew" -p Netflix -d "spring 2021" --source Deadline
        add "Paper Planes" -p Hulu -d "early 2021" --source Deadline
        add "The Second Winter" -p Netflix -d 2021-01-20 --rumor --source Reddit
        add "Letters Home" -p Netflix -d 2020-12-04 -s released --source Netflix
        add "Small Heroes" -p Netflix -d 2020-12-25 -s released --source Netflix --official
        add "Tape 81" -p Netflix -s in-development --source Variety
        add "The Islanders" --season 2 -p Netflix -s canceled --source Deadline
        add "Small Heroes sequel" --sequel-of "Small Heroes" -p Netflix --source "The Wrap"
        add 千の森 -p "HBO Max" -d 2021-02-01 --source 映画ナタリー
        add أبواب -p Shahid -d 2021-02-11
        add "🎬 The Emoji Job" -p Netflix -d 2021-02-12 --rumor --source Reddit
        add "Space Riders" --season 1 -p Netflix -s on-hold --source Variety
        add "The Adventures of the Boy Who Rowed Across the Lake in 3-D" --year 2005 -s released
        add "Blue Moon 2" -d 2022-12-16 --release-type theatrical --source Disney
        add "Moon Castle" --part 3 -p Netflix -d "early 2021" --source Netflix --official
        add "Guide to Silence" -k docuseries -p Netflix -d 2021-01 --source "The Wrap"
        add "The Office Next Door" --season 9 -p Netflix -d 2013-05-16 --leaves 2020-12-31
        add "Rumor Mill" --season 6 -k series -p Netflix -s released --leaves 2021-01-31
    """,
    "2020-11-12": "update sand -d 2021-10-15 --source Deadline --rumor",
    "2020-12-03": """
        update giants-of-the-deep -d 2021-03-26 --source Warner --official \
            --note "In theaters, too."
    """,
    "2020-12-10": """
        update small-gods-s1 -d 2021-01-15 --source Disney --official \
            --note "The first two episodes come out together, after a delay in production."
    """,
    "2020-12-15": "update harbor-lights-s3 -d 2021-01-01 --source Deadline --rumor",
    "2020-12-24": """
        update harbor-lights-s3 -d 2021-01-15 --source Netflix --official --note "A week early."
    """,
    "2021-01-05": "update the-long-valley -d 2021-02-05 --source Deadline --rumor",
    "2021-01-06": """
        update moon-castle-p3 -d 2021-01-15 --source Netflix --official
        update the-trickster-s1 -d 2021-06 --source Disney --official
        update night-crew --tag crime
        undo
    """,
}
# The screens by name, and the command of each.
SCREENS = {
    "list": "list",
    "list-sorted": "list --sort title -p 'HBO Max,Disney+'",
    "list-columns": "list --columns slug,date,source -s upcoming --limit 5",
    "upcoming": "upcoming --month 2021-01",
    "upcoming-open": "upcoming",
    "calendar": "calendar",
    "calendar-months": "calendar --from 2021-01 --to 2021-03 --week-starts sunday",
    "show": "show harbor-lights-s3",
    "show-releases": "show one-night-out",
    "show-links": "show small-heroes",
    "history": "show harbor-lights-s3 --history",
    "timeline": "timeline",
    "timeline-title": "timeline harbor-lights-s3 one-night-out small-gods 'Rumor Mill'",
    "changes": "changes --since 2020-12-01",
    "diff": "diff 2020-12-01",
    "digest": "digest",
    "slips": "slips",
    "slips-services": "slips --by platform",
    "sources": "sources",
    "count": "count --by platform,month 2021",
    "log": "log --limit 8",
    "log-batch": "log 39",
    "info": "info",
    "check": "check",
    "duplicates": "duplicates",
}
# The pictures of the README.
PICTURED = {"upcoming": 80, "show": 80, "changes": 80, "calendar": 80, "timeline": 100}


# Without the fonts that Rich would load from a server.
_SVG = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL).replace(
    "Fira Code, monospace", "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
)
_IN_COLOR = {"NO_COLOR": "", "TERM": "xterm"}


def arguments(name: str) -> list[str]:
    """Return the arguments of a screen's command."""
    return shlex.split(SCREENS[name])


def commands() -> Iterator[tuple[str, list[str]]]:
    """Yield the commands that record the slate, each with its day."""
    for day, lines in _RECORDED.items():
        for line in lines.replace("\\\n", " ").strip().splitlines():
            yield day, shlex.split(line)


def record(home: Path) -> None:
    """Record the slate in a home directory."""
    for day, words in commands():
        command = f"slate {shlex.join(words)}"
        run(command, home, SLATE_TODAY=day, SLATE_DB="desk.db")


def shown(name: str, home: Path, columns: int, **environment: str) -> str:
    """Return what a terminal of so many columns shows of a screen."""
    text = run(f"slate {SCREENS[name]}", home, columns, SLATE_DB="desk.db", **environment)
    return without_checksum(text)


def without_checksum(text: str) -> str:
    """Return a screen with the checksum of the ledger, which is never the same, blotted out."""
    return re.sub(r"(checksum\s+)[0-9a-f]+", r"\1...", text)


def picture(name: str, text: str, columns: int) -> str:
    """Return a screen as SVG: the command, and what it prints."""
    console = Console(record=True, width=columns, file=io.StringIO(), color_system="truecolor")
    console.print(Text(f"$ slate {SCREENS[name]}"), end="\n\n")
    console.print(Text.from_ansi(text))  # with an empty line at its end, which is cut
    return console.export_svg(title="slate", unique_id=name, code_format=_SVG)


def main() -> None:
    """Rewrite the stored screens and the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        record(home)
        for name in SCREENS:
            for width in WIDTHS:
                stored(name, width).write_text(shown(name, home, width), encoding="utf-8")
            colored = shown(name, home, COLORED, **_IN_COLOR)
            stored(name, COLORED).write_text(colored, encoding="utf-8")
        PICTURES.mkdir(exist_ok=True)
        for name, columns in PICTURED.items():
            text = shown(name, home, columns, COLORTERM="truecolor", **_IN_COLOR)
            path = PICTURES / f"{name}.svg"
            path.write_text(picture(name, text, columns), encoding="utf-8")


def stored(name: str, width: int) -> Path:
    """Return the path of a stored screen; that with colors has escape sequences in it."""
    return STORED / f"{name}-{width}.{'ansi' if width == COLORED else 'txt'}"


if __name__ == "__main__":
    main()
