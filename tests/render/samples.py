"""A small slate built from reports, and a function that draws a screen for a test."""

# ruff: noqa: E501 -- a slate is easiest to read with one title per line

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from io import StringIO
from typing import Any, Literal

from rich.console import Console, RenderableType

from slate.domain.changes.change_record import Arrival
from slate.domain.changes.history import history_of
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.windows import parse_window
from slate.domain.ledger.dissent import Dissent, Subject
from slate.domain.ledger.fold import fold
from slate.domain.queries.query import Query
from slate.domain.queries.title_page import Link, Page, TitleHistory
from slate.domain.reports.report import Batch, Report
from slate.domain.titles.record import Record
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.title import Title
from slate.render.look.drawing import lines_of
from slate.render.look.theme import theme_for
from slate.render.plain.lines import sheet_lines
from slate.render.plain.sheet import Sheet
from tests.domain.oracle import select, upcoming
from tests.domain.words import record_of, with_members

ColorSystem = Literal["standard", "256", "truecolor"]
TODAY = date(2021, 1, 7)
JANUARY = parse_window("2021-01", TODAY)
NETFLIX = ReleaseKey(ReleaseType.STREAMING, None, "Netflix")

# What a terminal would act on or misalign, and what Rich would interpret as markup.
HOSTILE = (
    "[red]REC[/red]",
    "[/]",
    "[link=x]y[/link]",
    ":smile:",
    "%s {x} \\",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07",
    "a\tb\rc\nd\x00\x7f\x9b2J",
    "\u202ethgir\u202c \u2066isolate\u2069 \u200e\u200f\u061c",
    "\u2028\u2029\ufeff",
    "\ud800",
    "\u9b3c\u6ec5\u306e\u5203 \u7121\u9650\u5217\u8eca\u7de8",
    "\uff26\uff55\uff4c\uff4c \uff57\uff49\uff44\uff45",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 family",
    "\U0001f1ec\U0001f1e7 flag \u2764\ufe0f heart",
    "Ame\u0301lie n\u0303andu\u0301 Z\u0351\u036b\u0343algo",
    "\u06a9\u062a\u0627\u0628\u200c\u062e\u0627\u0646\u0647",
    "x" * 4_000,
    "long words " * 360,
    "\u5217" * 300,
    " ",
)


def report(
    said: dict[str, Any] | None,
    day: str = "2020-12-30",
    batch: str | None = None,
    **other: Any,  # noqa: ANN401
) -> Report:
    fields = {"source": "Netflix", "url": None, "confidence": "reported", "note": None, **other}
    fields = with_members(fields)
    return Report(
        title_key="key", said=said, reported_on=day, recorded_at=f"{day}-28"[:10] + "T09:00:00Z",
        batch=batch or day, n=1, **fields,
    )  # fmt: skip


def title(said: dict[str, Any], day: str = "2020-12-30", **other: Any) -> Title:  # noqa: ANN401
    made = fold("key", [report(said, day, **other)])
    assert made is not None
    return made


def on(day: str | None = None, key: str = "streaming||Netflix") -> dict[str, Any]:
    return {key: {"date": day} if day else {}}


def _slate() -> list[tuple[str, Title]]:
    seasons: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
        ("headspace-guide-to-meditation", {"title": "Headspace: Guide to Meditation", "kind": "docuseries", "releases": on("2021-01")}, {}),
        ("history-of-swear-words", {"title": "History of Swear Words", "kind": "docuseries", "releases": on("2021-01")}, {}),
        ("the-minimalists", {"title": "The Minimalists", "kind": "documentary", "releases": on("2021-01")}, {}),
        ("cobra-kai-s3", {"title": "Cobra Kai", "season": 3, "releases": on("2021-early")}, {}),
        ("disenchantment-p3", {"title": "Disenchantment", "part": 3, "releases": on("2021-early")}, {"confidence": "rumor"}),
        ("locked-down", {"title": "Locked Down", "kind": "film", "releases": on("2021-01-05", "streaming||HBO Max")}, {}),
        ("we-can-be-heroes", {"title": "We Can Be Heroes", "releases": on("2020-12-25"), "status": "released"}, {}),
        ("we-can-be-heroes-2", {"title": "We Can Be Heroes 2", "releases": on(), "links": {"sequel-of|we can be heroes|||film|2020": True}}, {}),
        ("the-midnight-sky", {"title": "The Midnight Sky", "releases": on("2020-12-23") | on("2020-12-09", "limited||"), "status": "released"}, {}),
        ("sharkboy", {"title": "The Adventures of Sharkboy and Lavagirl in 3-D", "releases": on("2005-06-10", "theatrical|US|"), "status": "released"}, {}),
        ("the-society-s2", {"title": "The Society", "season": 2, "status": "canceled"}, {}),
    ]  # fmt: skip
    return [(slug, title(said, **other)) for slug, said, other in seasons]


@cache
def listed() -> list[Record]:
    return select(_slate(), Query(), TODAY)


@cache
def coming() -> list[Record]:
    return upcoming(_slate(), Query(), JANUARY, TODAY)


def record(**fields: Any) -> Record:  # noqa: ANN401
    return record_of(listed()[0]._asdict() | {"name": None} | fields)


COBRA_KAI = [
    report({"title": "Cobra Kai", "season": 3, "status": "announced", "releases": on(None, "streaming||YouTube")}, "2019-05-02", source="TVLine"),
    report({"releases": {"streaming||YouTube": None, "streaming||Netflix": {}}}, "2020-06-22", source="Deadline"),
    report({"releases": on("2021")}, "2020-07-27", confidence="official"),
    report({"releases": on("2021-01-08"), "status": "scheduled"}, "2020-10-02", confidence="official", url="https://example.com/a"),
    report({"releases": on("2021-01-01")}, "2020-12-15", source="Deadline", confidence="rumor", url="https://example.com/b"),
]  # fmt: skip


@cache
def cobra_kai() -> Page:
    made = fold("key", COBRA_KAI)
    assert made is not None
    season = title(
        {"title": "Cobra Kai", "season": 1, "status": "released", "releases": on("2018-05-02", "streaming||YouTube")}
    )  # fmt: skip
    return Page(
        slug="cobra-kai-s3",
        title=made,
        shown=made.headline,
        label="Upcoming season",
        today=date(2020, 12, 16),
        releases=made.releases,
        links=(Link(Relation.SPIN_OFF_OF, "The Karate Kid", "the-karate-kid"),),
        series=tuple(select([("cobra-kai-s1", season)], Query(), TODAY)),
        dissent=(Dissent(Subject.DATE, parse_date("2021-01-01"), COBRA_KAI[-1]),),
        steps=tuple(history_of("key", COBRA_KAI)),
    )


@cache
def cobra_kai_life() -> TitleHistory:
    """Return the history of the same title, with one report that is late and has a note."""
    slipped = report(
        {"releases": on("2021-01-22")},
        "2020-12-01",
        source="TVLine",
        url="https://example.com/c",
        note="Held back by a fortnight, as a director's assistant told a fan convention.",
    )
    told = sorted([*COBRA_KAI, slipped], key=lambda each: each.order)
    made = fold("key", told)
    assert made is not None
    days = {each.batch: each.reported_on for each in told} | {slipped.batch: "2020-12-16"}
    arrivals = {uid: Arrival(n, day, "desk") for n, (uid, day) in enumerate(days.items(), 1)}
    return TitleHistory("cobra-kai-s3", made, tuple(history_of("key", told)), arrivals)


BATCHES = (
    Batch(3, "3c5e6f708192", "2021-01-07T09:20:11.000001Z", "rewrite", "undo", "2b4d5e6f7081", 1),
    Batch(2, "2b4d5e6f7081", "2021-01-07T09:15:00.000000Z", "rewrite", "update cobra-kai-s3 -d 2021-01-08", None, 1, undone=True),
    Batch(1, "1a3c4d5e6f70", "2021-01-06T18:02:30.000000Z", "desk", "import slate.csv", None, 1204),
)  # fmt: skip


def plain(sheet: Sheet) -> str:
    """Return what a pipe gets of a sheet."""
    return "".join(f"{line}\n" for line in sheet_lines(sheet))


def shown(
    parts: Iterable[RenderableType], width: int = 80, colors: ColorSystem | None = None
) -> str:
    """Return the lines of a screen; `colors` is a color system of Rich, None for no styles."""
    console = Console(
        width=width,
        file=StringIO(),
        markup=False,
        emoji=False,
        highlight=False,
        force_terminal=True,
        color_system=colors,
        theme=theme_for(colors),
    )
    return "".join(f"{line}\n" for part in parts for line in lines_of(part, console))


def letters(*texts: str) -> Counter[str]:
    """Return how often each letter is in texts, without the blanks, which may wrap."""
    return Counter("".join("".join(texts).split()))
