import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from slate.domain.dates.parsing import parse_date
from slate.domain.errors import TextError
from slate.domain.reports.confidences import Confidence
from slate.domain.text import clean, safe
from slate.domain.titles.record import Record, Within
from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS, platform_key
from slate.formats.write.newsletter import apart_from, lines
from slate.wording.release_list import GROUPS
from tests.domain.words import record_of

TODAY = date(2021, 1, 7)
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def record(title: str, day: str | None = None, **other: Any) -> Record:  # noqa: ANN401
    when = parse_date(day or "TBA")
    fields = {
        "slug": "slug", "title": title, "label": "Upcoming film", "status": "scheduled",
        "kind": "film", "date": day, "precision": when.precision, "year": None, "season": None,
        "part": None, "platform": "Netflix", "release_type": "streaming", "region": None,
        "earliest": None, "latest": None, "certain": None, "leaves": None, "tags": (),
        "source": None, "url": None, "reported_on": "2021-01-07", "confidence": "official",
        "leaves_source": None, "leaves_confidence": None,
        "overdue": False,
    }  # fmt: skip
    return record_of({**fields, **other})


def written(records: Iterable[Record], group: str) -> str:
    return "".join(lines(records, group, TODAY))


SLATE = (
    record("Cobra Kai", "2021-01-08", season=3, label="Upcoming season"),
    record("Headspace: Guide to Meditation", "2021-01", label="Upcoming docuseries"),
    record("Disenchantment", "2021-early", part=3, label="Upcoming season", source="Deadline",
           confidence="rumor"),
    record("Soul", "2020-12-25", platform="Disney+", label="Released", status="released",
           url="https://example.com/soul"),
    record("Dune", "2021-10-22", platform=None, release_type="theatrical", region="US"),
    record("Dune", "2021-10-22", platform="HBO Max", source="Variety", confidence="reported"),
    record("Locked Down", "2021-01-05", platform="HBO Max", label="Due 2021-01-05, not confirmed",
           overdue=True),
    record("Malcolm & Marie", "2021-02-05"),
    record("The Society", season=2, label="Canceled", status="canceled"),
    record("We Can Be Heroes 2", label="Sequel in development", status="in-development",
           platform=None, release_type=None, confidence="reported"),
    record("Army of the Dead", "2021"),
)  # fmt: skip


def test_group_by_month() -> None:
    assert (
        written(SLATE, "month")
        == """\
## December 2020

### Friday 25 December

- **[Soul](<https://example.com/soul>)**, released on Disney+

## January 2021

### Tuesday 5 January

- **Locked Down**, due 5 January on HBO Max, not confirmed

### Friday 8 January

- **Cobra Kai: season 3**, upcoming season on Netflix

### Sometime in January

- **Headspace: Guide to Meditation**, upcoming docuseries on Netflix

## February 2021

### Friday 5 February

- **Malcolm & Marie**, upcoming film on Netflix

## Early 2021

- **Disenchantment: part 3**, upcoming season on Netflix, says Deadline, rumor

## October 2021

### Friday 22 October

- **Dune**, upcoming film in theaters (US)
- **Dune**, upcoming film on HBO Max, says Variety

## 2021

- **Army of the Dead**, upcoming film on Netflix

## No date yet

- **We Can Be Heroes 2**, sequel in development

## No date known

- **The Society: season 2**, canceled at Netflix
"""
    )


def test_group_by_day() -> None:
    assert (
        written(SLATE[:3] + SLATE[6:10], "day")
        == """\
## Tuesday 5 January 2021

- **Locked Down**, due 5 January on HBO Max, not confirmed

## Friday 8 January 2021

- **Cobra Kai: season 3**, upcoming season on Netflix

## Sometime in January 2021

- **Headspace: Guide to Meditation**, upcoming docuseries on Netflix

## Friday 5 February 2021

- **Malcolm & Marie**, upcoming film on Netflix

## Early 2021

- **Disenchantment: part 3**, upcoming season on Netflix, says Deadline, rumor

## No date yet

- **We Can Be Heroes 2**, sequel in development

## No date known

- **The Society: season 2**, canceled at Netflix
"""
    )


def test_group_by_platform() -> None:
    more = (
        record("Tenet", "2021-01", platform=None, release_type="physical"),
        record("Friends", "2021-05", platform="Max"),  # another name of HBO Max
        record("Mank", "2020-11-13", release_type="limited", status="released", label="Released"),
        record("Hamilton", platform="amc+", region="GB"),
    )
    assert (
        written(SLATE + more, "platform")
        == """\
## amc+

- No date yet: **Hamilton**, upcoming film (GB)

## Disney+

- Friday 25 December 2020: **[Soul](<https://example.com/soul>)**, released

## HBO Max

- Tuesday 5 January 2021: **Locked Down**, due, not confirmed
- Sometime in May 2021: **Friends**, upcoming film
- Friday 22 October 2021: **Dune**, upcoming film, says Variety

## Netflix

- Friday 13 November 2020: **Mank**, released in limited theaters
- Friday 8 January 2021: **Cobra Kai: season 3**, upcoming season
- Sometime in January 2021: **Headspace: Guide to Meditation**, upcoming docuseries
- Friday 5 February 2021: **Malcolm & Marie**, upcoming film
- Early 2021: **Disenchantment: part 3**, upcoming season, says Deadline, rumor
- 2021: **Army of the Dead**, upcoming film
- No date known: **The Society: season 2**, canceled

## In theaters

- Friday 22 October 2021: **Dune**, upcoming film (US)

## On disc

- Sometime in January 2021: **Tenet**, upcoming film

## No service named

- No date yet: **We Can Be Heroes 2**, sequel in development
"""
    )


@pytest.mark.parametrize("group", GROUPS)
def test_no_records_give_no_lines(group: str) -> None:
    assert list(lines([], group, TODAY)) == []


@pytest.mark.parametrize("group", GROUPS)
def test_each_yielded_text_is_one_line(group: str) -> None:
    assert all(re.fullmatch(r".*\n", line) for line in lines(SLATE, group, TODAY))


# Dates

# In list order by day: text, heading by day, heading and subheading by month.
DATES = (
    ("0999-12-31", "Tuesday 31 December 0999", "December 0999", "Tuesday 31 December"),
    ("2020-12-31", "Thursday 31 December 2020", "December 2020", "Thursday 31 December"),
    ("2021-01-01", "Friday 1 January 2021", "January 2021", "Friday 1 January"),
    ("2021-01-05/2021-01-08", "5 January to 8 January 2021", "January 2021",
     "5 January to 8 January"),
    ("2021-01-31", "Sunday 31 January 2021", "January 2021", "Sunday 31 January"),
    ("2021-01", "Sometime in January 2021", "January 2021", "Sometime in January"),
    ("2020-12-20/2021-01-05", "20 December 2020 to 5 January 2021", None, None),
    ("2021-02", "Sometime in February 2021", "February 2021", "Sometime in February"),
    ("2021-01/2021-02", "January to February 2021", None, None),
    ("2021-winter", "Winter 2020/21", None, None),
    ("2021-03", "Sometime in March 2021", "March 2021", "Sometime in March"),
    ("2021-Q1", "Q1 2021", None, None),
    ("../2021-03", "By March 2021", None, None),
    ("2021-early", "Early 2021", None, None),
    ("2021-spring", "Spring 2021", None, None),
    ("2021-H1", "H1 2021", None, None),
    ("2021-06/..", "From June 2021", None, None),
    ("2021-early/2021-mid", "Early to mid 2021", None, None),
    ("2021-H2", "H2 2021", None, None),
    ("2021", "2021", None, None),
    ("2021-Q4/2022", "Q4 2021 to 2022", None, None),
    ("2021/2022", "2021 to 2022", None, None),
    ("9999-12-31", "Friday 31 December 9999", "December 9999", "Friday 31 December"),
    (None, "No date yet", None, None),
)  # fmt: skip


def headings(text: str) -> list[str]:
    return re.findall("^#+ .*", text, re.MULTILINE)


def test_coarser_date_sorts_after_the_dates_within_it() -> None:
    dates = [row[0] for row in DATES]
    Random(1).shuffle(dates)  # noqa: S311 -- any order will do
    records = [record("x", day) for day in dates]
    assert headings(written(records, "day")) == [f"## {row[1]}" for row in DATES]
    by_month = []
    for _, wide, month, fine in DATES:
        by_month += [f"## {month}", f"### {fine}"] if month else [f"## {wide}"]
    assert headings(written(records, "month")) == list(dict.fromkeys(by_month))
    items = re.findall("^- (.*): ", written(records, "platform"), re.MULTILINE)
    assert items == [row[1] for row in DATES]


@given(st.lists(st.sampled_from([*DATES, ("2021-01/2021-04", "", "", "")])), st.randoms())
def test_headings_are_unique(rows: list[tuple[str | None, ...]], random: Random) -> None:
    records = [record("x", row[0]) for row in rows]
    random.shuffle(records)
    for group in GROUPS:
        parts = re.split("^## ", written(records, group), flags=re.MULTILINE)
        for found in ([part.partition("\n")[0] for part in parts], *map(headings, parts)):
            assert len(found) == len(set(found))


def test_two_names_of_one_span_have_separate_headings() -> None:
    records = [record("x", day) for day in ("2021-early", "2021-01/2021-04") * 2]
    assert headings(written(records, "day")) == ["## Early 2021", "## January to April 2021"]


def test_equal_dates_keep_their_order() -> None:
    records = [record(title, "2021-01-08?") for title in ("b", "a", "c")]
    assert re.findall(r"\*\*(.)\*\*", written(records, "day")) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("day", "item"),
    [
        ("2021-02-05?", "**x**, upcoming film on Netflix, date uncertain"),
        ("2021-02-05~", "**x**, upcoming film on Netflix, date approximate"),
        ("2021-01-05?", "**x**, due 5 January on Netflix, not confirmed, date uncertain"),
        ("2020-12", "**x**, due December 2020 on Netflix, not confirmed"),
        ("2020-late", "**x**, due late 2020 on Netflix, not confirmed"),
        ("2020", "**x**, due 2020 on Netflix, not confirmed"),
        ("../2020-12", "**x**, due by December 2020 on Netflix, not confirmed"),
    ],
)
def test_uncertain_dates_are_marked(day: str, item: str) -> None:
    assert list(lines([record("x", day)], "day", TODAY))[2] == f"- {item}\n"


# Facts on a title


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        ({"platform": "A24", "release_type": "theatrical"}, "upcoming film at A24, in theaters"),
        ({"release_type": "physical", "region": "GB"}, "upcoming film on Netflix, on disc (GB)"),
        ({"label": "Filming", "status": "filming"}, "filming at Netflix"),
        ({"platform": None}, "upcoming film"),
        ({"platform": None, "region": "US"}, "upcoming film (US)"),
        ({"platform": None, "release_type": "limited"}, "upcoming film in limited theaters"),
        ({"platform": None, "release_type": "festival"}, "upcoming film at a festival"),
        ({"platform": None, "release_type": "tv"}, "upcoming film on TV"),
        ({"platform": None, "release_type": "digital"}, "upcoming film on digital"),
        ({"source": "Netflix"}, "upcoming film on Netflix"),
        ({"source": "TVLine", "confidence": "reported"}, "upcoming film on Netflix, says TVLine"),
        ({"confidence": "reported"}, "upcoming film on Netflix"),
        ({"confidence": "rumor"}, "upcoming film on Netflix, rumor"),
        (
            {"label": "Rumored", "status": "rumored", "confidence": "rumor", "source": "TVLine"},
            "rumored at Netflix, says TVLine",
        ),
    ],
)
def test_item_names_release_and_source(fields: dict[str, str], facts: str) -> None:
    assert list(lines([record("x", **fields)], "day", TODAY))[2] == f"- **x**, {facts}\n"


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("HTTPS://example.com/a_b?c=d&e=*#f", "HTTPS://example.com/a_b?c=d&e=*#f"),
        ("https://example.com/a (b)", "https://example.com/a%20(b)"),
        ("http://example.com/>x<b>", "http://example.com/%3Ex%3Cb%3E"),
        ("https://example.com/%3E%C3%A9", "https://example.com/%3E%C3%A9"),
        ("https://example.com/é\\`{{", "https://example.com/%C3%A9%5C%60%7B%7B"),
        ("https://example.com/?a&copy;&#62;", "https://example.com/?a&amp;copy;&amp;#62;"),
        ("https://example.com/\x1b\n\ud800", "https://example.com/%1B%0A?"),
    ],
)
def test_title_links_to_its_source(url: str, target: str) -> None:
    item = list(lines([record("[x]", url=url)], "day", TODAY))[2]
    assert item == rf"- **[\[x\]](<{target}>)**, upcoming film on Netflix" + "\n"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.com", "https:///x", "", "x"])
def test_only_web_addresses_are_links(url: str) -> None:
    item = list(lines([record("x", url=url)], "day", TODAY))[2]
    assert item == "- **x**, upcoming film on Netflix\n"


# Hostile text

HOSTILE = (
    "# a", "## b ##", "- a", "+ a", "* a", "1. a", "2) a", "> a", "---", "===", "***",
    "*a*", "**", "**, x **", "_a_", "`a`", "```", "~~~", "~~a~~", "[a](b)", "a](<b>)", "]", "[",
    "![a](b)", "!", "<b>", "<https://a.b>", "https://example.com", "www.example.com", "a@b.c",
    "&amp;", "&#60;", "&", "\\", "\\*a\\*", "a\\", "a | b", "[^1]", "[ ] a", "[x] a", ":smile:",
    "$1$", "{{ a }}", "{% a %}", "{# a #}", "{: .a}", "%", "<!-- a", "\u202ea", "\x1b[31ma",
    "a\u2028b", "\ufeff", "\ud800", "a\x00b", "C#", "a #",
)  # fmt: skip


def items(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the text of each heading and each list item of Markdown, and where it links to.

    Fail on anything else: code, images, HTML, rules, tables or nested lists.
    """
    tokens = READER.parse(text)
    allowed = {"heading", "bullet_list", "list_item", "paragraph", "inline"}
    assert {token.type.rpartition("_")[0] or token.type for token in tokens} <= allowed
    assert {token.level for token in tokens if token.type == "inline"} <= {1, 3}
    for before, token in pairwise(tokens):
        if token.type == "inline":
            children = token.children or []
            yield (
                f"{before.tag} {_text(children)}",
                [str(child.attrs["href"]) for child in children if child.type == "link_open"],
            )


def _text(children: list[Token]) -> str:
    """Return the text of a line; only a title may be bold or a link."""
    marks = [child.type for child in children if child.type != "text"]
    link = ["link_open", "link_close"] if "link_open" in marks else []
    assert marks in ([], ["strong_open", *link, "strong_close"])
    return "".join(child.content for child in children)


def check(title: str, source: str, platform: str, url: str | None) -> None:
    """Compare the rendered Markdown with the plain sentence."""
    fields = {"source": source, "platform": platform, "url": url, "confidence": "rumor"}
    odd = record(title, "2021-02-05", **fields)
    says = f"says {safe(source)}, rumor"
    sentence = f"{safe(title)}, upcoming film on {safe(platform)}, {says}"
    under = f"Friday 5 February 2021: {safe(title)}, upcoming film, {says}"
    shown = {group: list(items(written([odd, odd], group))) for group in GROUPS}
    texts = {group: [text for text, _ in found] for group, found in shown.items()}
    assert texts["day"] == ["h2 Friday 5 February 2021", *[f"p {sentence}"] * 2]
    months = ["h2 February 2021", "h3 Friday 5 February"]
    assert texts["month"] == [*months, *[f"p {sentence}"] * 2]
    service = WELL_KNOWN_PLATFORMS.get(platform_key(platform), safe(platform))
    assert texts["platform"] == [f"h2 {service}", *[f"p {under}"] * 2]
    links = [href for found in shown.values() for _, hrefs in found for href in hrefs]
    linked = url is not None and re.match("(?i)https?://[^/]", url)
    assert len(links) == (6 if linked else 0)
    assert all(re.fullmatch("https?://[!-;=?-~]+", link, re.IGNORECASE) for link in links)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_escaped(text: str) -> None:
    text = text.strip()
    check(text, text, text, None)
    check(text, text, text, f"https://example.com/{text}")
    escaped = written([record(text)], "platform")
    assert not re.search(r"\{[{%#]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", escaped)


SPECIALS = r"*_~`[]()<>!&#\|:;.$@{%}+=-'\"^wxyz1 /"


TEXTS = st.text(min_size=1) | st.text(SPECIALS, min_size=1)
URLS = st.none() | TEXTS | st.builds("https://e{}".format, TEXTS)


@given(TEXTS, TEXTS, TEXTS, URLS)
def test_rendered_item_shows_the_plain_sentence(
    title: str, source: str, platform: str, url: str | None
) -> None:
    try:
        title, source, platform = (clean("text", text) for text in (title, source, platform))
    except TextError:
        return
    check(title, source, platform, url)


@pytest.mark.parametrize("name", ["blns.json", "hard_titles.jsonl", "near_duplicate_titles.jsonl"])
def test_real_hostile_titles(real_data: Path, name: str) -> None:
    text = (real_data / "hostile" / name).read_text(encoding="utf-8")
    rows = json.loads(text) if name.endswith(".json") else map(json.loads, text.split("\n")[:-1])
    count = 0
    for row in rows:
        for title in _titles(row):
            try:
                cleaned = clean("title", title)
            except TextError:
                continue
            check(cleaned, cleaned, cleaned, f"https://example.com/{title}")
            count += 1
    assert count == {"b": 252, "h": 474, "n": 212}[name[0]]


def _titles(row: Any) -> list[str]:  # noqa: ANN401
    if isinstance(row, dict):
        return [row["title"]]
    return row if isinstance(row, list) else [str(row)]


def test_contested_release_states_who_names_it() -> None:
    rumor = record("Dune", platform="Hulu", source="Reddit", confidence="rumor", contested=True)
    listed = rumor._replace(source="TVmaze", confidence=Confidence.LISTED)
    assert written([rumor, listed], "platform") == (
        "## Hulu\n\n"
        "- No date yet: **Dune**, upcoming film, says Reddit, rumor\n"
        "- No date yet: **Dune**, upcoming film, says TVmaze, listed\n"
    )


def test_date_that_narrows_a_firmer_one() -> None:
    within = Within("2021-early", "Netflix", Confidence.OFFICIAL)
    finer = record("Dune", "2021-01-08", source="TVmaze", confidence="listed", within=within)
    assert written([finer], "day") == (
        "## Friday 8 January 2021\n\n"
        "- **Dune**, upcoming film on Netflix, says TVmaze; "
        "within early 2021, says Netflix (official)\n"
    )


# What leaves


LEAVING = (
    record("Bird Box", "2018-12-21", leaves="2021-01", status="released", region="GB"),
    record("Lupin", leaves="2021-01-31?", status="released", url="https://example.com/lupin"),
    record("Dune", "2021-02-01", leaves="2021-01-31", platform="Hulu", source="Reddit",
           confidence="rumor"),
    record("Mank", leaves="2021-03", status="released", platform=None, release_type=None),
)  # fmt: skip


@pytest.mark.parametrize("group", GROUPS)
def test_what_leaves_comes_last_by_day(group: str) -> None:
    found = "".join(lines([record("Roma", "2021-01-08")], group, TODAY, LEAVING))

    before, _, after = found.partition("## Leaving\n\n")
    assert before == written([record("Roma", "2021-01-08")], group) + "\n"
    assert after == (
        "- Sunday 31 January 2021: **[Lupin](<https://example.com/lupin>)** leaves Netflix, "
        "date uncertain\n"
        "- Sunday 31 January 2021: **Dune** leaves Hulu, says Reddit, rumor\n"
        "- Sometime in January 2021: **Bird Box** leaves Netflix (GB)\n"
        "- Sometime in March 2021: **Mank** leaves\n"
    )
    assert "".join(lines([], group, TODAY, LEAVING)) == f"## Leaving\n\n{after}"


def test_the_label_of_a_title_that_has_left_names_the_service_once() -> None:
    left = record("Mank", "2020-12-04", label="Left Netflix 2020-12-31", status="released",
                  has_left=True)  # fmt: skip

    assert written([left], "day").endswith("\n- **Mank**, left Netflix 2020-12-31\n")


def test_titles_without_a_date_that_leave_are_listed_once() -> None:
    dated, undated = LEAVING[:2]
    other = record("Lupin", slug="other", status="released")
    announced = record("Roma", slug="roma")

    found = apart_from([*LEAVING, announced], [dated, undated, other, announced])

    assert found == [dated, other, announced]
