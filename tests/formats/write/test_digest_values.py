import json
import re
from collections.abc import Iterator
from pathlib import Path

from slate.formats.write.digest_values import Values, digest_values
from tests.formats.write.digests import DIGEST, with_text

MANUAL = Path(__file__).parents[3] / "docs" / "manual.md"


def test_the_values_of_a_digest() -> None:
    values = digest_values(DIGEST)
    assert {**values, "sections": None} == {
        "title": "What is new on the slate, 1 to 7 January 2021",
        "begins": "2021-01-01",
        "ends": "2021-01-07",
        "as_of": "2021-01-07",
        "sources": ("Netflix", "Reddit"),
        "foot": "As of 2021-01-07, from 2 sources: Netflix, Reddit.",
        "sections": None,
    }
    [slipped, coming] = values["sections"]
    assert (slipped["name"], slipped["heading"], slipped["more"]) == ("slipped", "Slipped", "")
    assert coming["more"] == "and 2 more"
    [item] = slipped["items"]
    netflix = {
        "source": "Netflix",
        "url": "https://netflix.example/a?b=1&c=2",
        "confidence": "official",
        "doubt": "",
    }
    reddit = {"source": "Reddit", "url": None, "confidence": "rumor", "doubt": "rumor"}
    assert item == {
        "title": "Soul",
        "slug": "soul",
        "text": "now Friday 22 January; formerly Spirit; also in theaters",
        "lead": "",
        "headings": (),
        "changes": ("slipped", "retitled", "edited"),
        "date": "2021-01-22",
        "date_text": "22 January 2021",
        "on": "Netflix",
        "kind": "film",
        "status": "scheduled",
        "label": "Upcoming film",
        **netflix,
        "note": "A note.",
        "phrases": (
            {"text": "now Friday 22 January", **netflix, "note": "A note."},
            {"text": "formerly Spirit", **netflix, "note": None},
            {"text": "also in theaters", **reddit, "note": None},
        ),
    }
    assert coming["items"][0]["headings"] == ("January", "Friday 8 January")


def test_what_is_not_known_is_none_or_empty() -> None:
    values = digest_values(with_text("x"))
    item = values["sections"][0]["items"][0]
    names = ("date", "date_text", "on", "label", "url", "note")
    assert [item[name] for name in names] == [None, "", "", "", None, None]
    assert values["ends"] is None


def walk(value: object) -> Iterator[object]:
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    for each in inner:
        yield from walk(each)


def test_the_values_are_plain() -> None:
    """No enum, no named tuple and no list, which a template could change or look into."""
    values = digest_values(DIGEST)
    assert {type(each) for each in walk(values)} == {Values, tuple, str, type(None)}
    assert json.loads(json.dumps(values))["sections"][0]["items"][0]["title"] == "Soul"


def test_the_manual_lists_the_values() -> None:
    _, _, section = MANUAL.read_text(encoding="utf-8").partition("### Your own form")
    section = section.partition("\n## ")[0]
    listed = re.findall(r"^\| `([\w.]+)` \|", section, re.MULTILINE)
    values = digest_values(DIGEST)
    part = values["sections"][0]
    item = part["items"][0]
    levels = {"digest": values, "section": part, "item": item, "phrase": item["phrases"][0]}
    assert listed == [f"{level}.{name}" for level, found in levels.items() for name in found]
