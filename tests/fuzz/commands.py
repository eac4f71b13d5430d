"""Command lines that nobody would type, made of the options that each command has.

Whatever is typed, a command ends with exit status 0, 1, 2 or 3, and with one printable line about
what is wrong.
"""

import os
import shutil
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, Self

from slate.cli.app import COMMANDS, GLOBAL, command_for
from slate.cli.options.layout import FORMATS
from slate.domain.titles.kinds import Kind
from slate.domain.titles.record import COLUMNS
from slate.domain.titles.stages import Stage
from tests.damage.damages import ODD_TEXTS
from tests.fuzz.checks import Fault
from tests.fuzz.in_process import Attempt, faults_of, ran, seeded
from tests.fuzz.made import make
from tests.fuzz.mutations import ODD_DATES, ODD_WORDS
from tests.fuzz.samples import SAMPLES

# Only what a terminal is asked, or a command that is typed, could do more than slate: neither a
# completion is installed, nor an address beyond this machine found.
# `--debug` prints a traceback, as it should.
_LEFT_OUT = {"--install-completion", "--show-completion", "--debug"}
_SLUGS = (
    "title-7",
    "title-5",
    "twin",
    "twin-2021",
    "show-s2",
    "sequel",
    "Title 3",
    "undone",
    "show",
)
_DAYS = ("2020-12-01", "2021-01-07", "yesterday", "3d", "2021-01-06", "today", "monday")
_WINDOWS = (
    *("2021-01", "Q1 2021", "this-week", "30d", "next-month", "2022", "last", "2021-01..2021-03"),
    *(
        "0001",
        "9999",
        "9999-12-31",
        "0001-01-01",
        "-1d",
        "99999999999d",
        "1000000w",
        "..",
        "2021-01..",
    ),
    *(
        "today",
        "tomorrow",
        "year",
        "10000",
        "2021-W53",
        "2021-W54",
        "last-9999-years",
        "5y",
        "1e9d",
    ),
)
_NUMBERS = ("0", "1", "7", "-1", "2021", "99999999999999999999", "1.5", "", "\u0663", "x", "1_0")
_FILES = ("mine.ndjson", "mine.csv", "-", "nothing.csv", ".", "made.db", "/dev/null", "",
          "out.csv", "out.json", "out.html", "out.ics", "out.md", "out.slate.ndjson", "no/such.csv",
          "a.j2", "x" * 300, "\udcff")  # fmt: skip
_LISTS = (
    *(
        ",",
        "a,b",
        "title,,date",
        "title,title",
        "title=x",
        "=",
        "a=b=c",
        "1=2021-01-01",
        "\x1b[31m",
    ),
    *("imdb=tt1", "imdb=", "=tt1", "director=A", "cast=,", "cast=B,C", "Title=title,x=", "x=y"),
    *("platform,month,year,kind", "platform,platform", "platform:Netflix,2021", "GB:2021-05"),
    *("Hulu:2022", "Netflix=2021", "slipped,dated", "right", "-right", "day", "month", "service"),
)
_ACTIONS = ("list", "list", "add", "remove", "check", "x")
_LINES = (
    *("{title}", "{", "}", "{}", "{title:>99999999999}", "{title!r}", "{0}", "{title.__class__}"),
    *("{date:%Y}", "{{}}", "\x1b[31m{title}", "{title[0]}", "{x}", "%s", "{title:{width}}"),
)
_OTHERS = (
    *(
        "https://example.com/a",
        "http://",
        "javascript:x",
        "https://u:p@h/",
        "http://[::1",
        "tvmaze",
    ),
    *(
        "tvmaze:1",
        "tmdb:movie/upcoming",
        "imdb:tt1",
        "sonarr",
        "true",
        "false",
        "'",
        "Netflix,Hulu",
    ),
    *("monday", "sun", "UTC", "Mars/Nowhere", "../../etc/passwd", "cp1252", "utf-7", "hex", "idna"),
    *("dmy", "1G", "1k", "-1M", "99999999999999999999T", ";", "tab", "||", "csv", "json", "ledger"),
)


class _Options(NamedTuple):
    """The options of a command, and how many words it takes besides."""

    flags: list[str]
    valued: dict[str, str]  # name -> metavar
    words: list[tuple[str, int]]  # metavar and number; -1 for any


@cache
def _options_of(name: str) -> _Options:
    found = _Options([], {}, [])
    command: Any = command_for([name]).commands[name]
    for one in command.params:
        if one.param_type_name == "argument":
            found.words.append((one.metavar or "", one.nargs))
            continue
        for option in one.opts:
            if option in _LEFT_OUT:
                continue
            if one.is_flag:
                found.flags.append(option)
            else:
                found.valued[option] = one.metavar or ""
    return found


def command_line(random: Random, name: str) -> list[str]:
    """Return a command with some of its options, in any order, and with values for them."""
    options = _options_of(name)
    parts: list[list[str]] = []
    for metavar, number in options.words:
        if random.random() < 0.85:
            some = random.choice((1, 1, 2, 3)) if number == -1 else 1
            parts += [[_value("", metavar, random)] for _ in range(some)]
    for _ in range(random.choice((0, 1, 1, 1, 2, 2, 3))):
        if options.flags and random.random() < 0.3:
            parts.append([random.choice(options.flags)])
        elif options.valued:
            option = random.choice(tuple(options.valued))
            parts.append([option, _value(option, options.valued[option], random)])
    if random.random() < 0.05:
        parts.append([random.choice(("--", "-", "-x", "--mont", "--json", "-fjson", "--limit=-1"))])
    if random.random() < 0.2:
        random.shuffle(parts)
    words = [name, *(word for part in parts for word in part)]
    if random.random() < 0.05:
        words.insert(random.randrange(len(words)), random.choice(tuple(GLOBAL.keys() - _LEFT_OUT)))
    if random.random() < 0.03:
        words.insert(random.randrange(len(words) + 1), _value("", "[COMMAND]", random))
    return words


def _value(option: str, metavar: str, random: Random) -> str:
    if random.random() < 0.05:
        return random.choice((*ODD_TEXTS, *ODD_WORDS)).replace("\0", "")  # none can be typed
    kinds: dict[str, tuple[str, ...]] = {
        "TITLE": _SLUGS,
        "[TITLE]": _SLUGS,
        "KEPT": _SLUGS,
        "OTHER": _SLUGS,
        "SLUG": _SLUGS,
        "TITLE...": _SLUGS,
        "[TITLE...]": _SLUGS,
        "[TITLE]...": _SLUGS,
        "WHEN": (*_WINDOWS, *ODD_DATES),
        "[WHEN]": (*_WINDOWS, *ODD_DATES),
        "N": _NUMBERS,
        "DAY": _DAYS,
        "[DAY]": _DAYS,
        "DATE": tuple(ODD_DATES),
        "FILE": _FILES,
        "[FILE]": _FILES,
        "FILE...": _FILES,
        "A,B,C": (*COLUMNS, *_LISTS),
        "FORMAT": (*FORMATS, "html", "ics", "ledger"),
        "STATUS": tuple(Stage),
        "YYYY": _NUMBERS,
        "KIND": tuple(Kind),
        "[BATCH]": _NUMBERS,
        "COLUMN": (*COLUMNS, *_LISTS, "-date"),
        "[COMMAND]": COMMANDS,
        "NAME": ("Netflix", "Variety", "One", *_LISTS),
        "TAG": ("kids",),
        "A[,B]": ("platform", "month,kind", "year", *_LISTS),
        "WHAT": _LISTS,
        "COMMAND": ("true", "false", "cat", ""),
        "ROLE=NAME": _LISTS,
        "SCHEME=ID": _LISTS,
        "BATCH=TIME": _LISTS,
        "RELEASE": _LISTS,
        "A,B": ("slipped", "added,dated", "retitled", *_LISTS),
        "CC": ("US", "GB", "XX", "us"),
        "TYPE": ("streaming", "theatrical", "x"),
        "[list|add|remove|check]": _ACTIONS,
    }
    if option == "--line":
        return random.choice(_LINES)
    usual = kinds.get(metavar, _OTHERS)
    return random.choice(usual if random.random() < 0.93 else (*_OTHERS, *_LISTS, *_WINDOWS))


class Commands:
    """A slate, and attempts to run any command with any options."""

    name = "commands"

    def __init__(self, folder: Path) -> None:
        """Create a slate in a folder, which must be the current one."""
        self._folder = folder
        self._made = folder / "aside" / "made.db"
        self._made.parent.mkdir()
        make(folder / "made.db")
        (folder / "made.db").rename(self._made)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._restore()

    def attempt(self, seed: int, number: int) -> Attempt:
        """Run one command line on the slate, and then check that the slate is sound."""
        random = seeded(seed, self.name, number)
        name = random.choice(COMMANDS)
        self._restore()
        sample = random.choice(SAMPLES["csv" if random.random() < 0.5 else "ndjson"])
        for file in ("mine.csv", "mine.ndjson"):
            (self._folder / file).write_bytes(sample.content)
        words = command_line(random, name)
        done = ran(*words, stdin=sample.content, is_screen=random.random() < 0.3)
        faults = [*faults_of(done)]
        if (check := ran("check")).code and "--db" not in words:
            text = f"slate {' '.join(words)}: {check.out[-300:]} {check.err[-300:]}"
            faults.append(Fault("a slate is sound after each command", text))
        return Attempt(name, done.code in {0, 3}, faults)

    def _restore(self) -> None:
        """Delete what commands have written, and bring back the slate."""
        for path in self._folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                if path != self._made.parent:
                    shutil.rmtree(path)
            else:
                path.unlink()
        (self._folder / "home").mkdir()
        shutil.copy2(self._made, self._folder / "slate.db")
        os.chdir(self._folder)
