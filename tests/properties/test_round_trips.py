"""Round trips: an empty slate that imports an export shows the same as the original.

Known differences, because the files do not hold these facts:

- The title that a title follows is only in json and ndjson, but it shows in the label:
  `Sequel rumored` becomes `Rumored`, in json and ndjson too if that title was removed.
- A record cites one report, each of its releases another, and the date on which one leaves
  a third. The sources of other facts are lost, and so are the days of all but the first; so
  is the coarser date that a release's date lies within.
- An export without records: empty json and csv exports can be read; ndjson and tsv are
  empty files, which are refused. tsv and markdown have no column names and are not read.
"""

import csv
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slate.domain.errors import SlateError
from slate.domain.reports.confidences import Confidence
from slate.domain.titles.kinds import Kind
from slate.domain.titles.relations import Relation
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.store.file.connection import Store
from tests.cli.conftest import Done, Refused
from tests.domain.slates import DATES, PEOPLE, PLATFORMS, TAGS
from tests.store import writing

pytestmark = pytest.mark.slow

# Works that share names, slugs and numbers, and texts that a format may treat specially.
_WORKS: tuple[dict[str, Any], ...] = (
    *({"title": "Dune"}, {"title": "Dune", "year": 1984}, {"title": "Dune", "year": 2021}),
    *({"title": "DUNE", "slug": "arrakis"}, {"title": "Dune", "kind": "special"}),
    *({"title": "Dune", "season": 1}, {"title": "Dune", "season": 1, "part": 2}),
    *({"title": "Dune: season 1", "kind": "film"}, {"title": "Dune 2021"}),
    *({"title": "\u6771\u4eac"}, {"title": "Stra\u00dfe"}, {"title": "1917"}, {"title": "null"}),
    *(
        {"title": '100%, "a" b_c; |'},
        {"title": "=1+1"},
        {"title": "Part", "part": 2, "kind": "film"},
    ),
)
_NAMED = ("\u6771\u4eac", "strasse", "1917", "null")  # by slugs that are not names of other titles
_SLUGS = ("dune", "dune-1984", "dune-2021", "dune-s1", "arrakis", *_NAMED)
_FACTS: dict[str, st.SearchStrategy[Any]] = {
    "date": st.sampled_from((*DATES, "TBA")),
    "leaves": st.sampled_from(DATES),
    "platform": st.sampled_from(PLATFORMS),
    "release_type": st.sampled_from(ReleaseType),
    "region": st.sampled_from(("US", "JP")),
    "status": st.sampled_from((*Stage, "upcoming")),
    "kind": st.sampled_from(Kind),
    "year": st.sampled_from((1984, 2021, 2022)),
    "tags": st.lists(st.sampled_from(TAGS), max_size=2, unique=True).map(tuple),
    "aka": st.sampled_from(((), ("Karate",), ("50% off", "Nom, with a comma"))),
    "ids": st.sampled_from(((), (("imdb", "tt1"),), (("tmdb", "2"), ("imdb", "tt3")))),
    "credits": st.sampled_from([(("cast", one), ("director", one)) for one in PEOPLE]),
    "links": st.tuples(st.tuples(st.sampled_from(Relation), st.sampled_from(_NAMED))),
    "source": st.sampled_from(("Netflix", "The Wrap, Ltd.")),
    "url": st.just("https://example.com/a,b"),
    "on": st.sampled_from(("2019-05-02", "2020", "2021-01", "2021-01-06", "2021-01-07")),
}  # fmt: skip

Step = tuple[str, str, dict[str, Any]]


@st.composite
def steps(draw: st.DrawFn, *, notes: bool = False) -> list[Step]:
    """Draw commands on a slate."""
    confidence = st.sampled_from(Confidence)
    facts = _FACTS | ({"note": st.sampled_from(("a", "b\u00e9"))} if notes else {})
    some = st.fixed_dictionaries({"confidence": confidence}, optional=facts)
    work = st.sampled_from(_WORKS)
    new = st.builds(lambda more, said: more | said, some, work)
    adding: st.SearchStrategy[Step] = st.tuples(st.just("add"), st.just(""), new)
    updating: st.SearchStrategy[Step] = st.tuples(st.just("update"), st.sampled_from(_SLUGS), some)
    nothing: st.SearchStrategy[dict[str, Any]] = st.just({})
    other: st.SearchStrategy[Step] = st.tuples(
        st.sampled_from(("remove", "undo", "redo")), st.sampled_from(_SLUGS), nothing
    )
    # A title that always exists at the end: files without records have their own test.
    last: Step = ("add", "", {"title": "\u6771\u4eac", "platform": "Netflix"})
    step = st.one_of(adding, adding, adding, updating, updating, other)
    return [*draw(st.lists(step, min_size=2, max_size=8)), last]


def fill(path: str, said: list[Step]) -> None:
    """Create a slate from commands, ignoring those that are refused."""
    Path(path).unlink(missing_ok=True)
    store = Store(Path(path))
    for command, slug, fields in said:
        with suppress(SlateError):
            if command == "add":
                writing.add(store, new=True, **fields)
            elif command == "update":
                writing.update(store, slug, **fields)
            elif command == "remove":
                writing.remove(store, slug)
            elif command == "undo":
                writing.undo(store)
            else:
                writing.redo(store)


def there_and_back(done: Done, *command: str) -> tuple[str, str]:
    """Return the output of a slate before and after an import into an empty slate, done twice."""
    Path("b.db").unlink(missing_ok=True)
    before = done("--db", "a.db", *command)
    done("--db", "b.db", "import", "-", stdin=before)
    after = done("--db", "b.db", *command)
    told = done("--db", "b.db", "import", "-", stdin=before)
    assert told.endswith(" unchanged\n")
    assert done("--db", "b.db", *command) == after
    return before, after


_RELATED = ("sequel", "spin-off", "remake")


def unrelated(record: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return a record with the label of another, if its own label names a relation."""
    words = record["label"].lower().split()
    return record | {"label": other["label"]} if set(words) & set(_RELATED) else record


def ignoring_relations(before: list[Any], after: list[Any]) -> Iterator[dict[str, Any]]:
    for record, other in zip(before, after, strict=True):
        yield record if record.get("links") else unrelated(record, other)


many = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@many
@given(said=steps())
def test_list_as_json_round_trips(done: Done, said: list[Step]) -> None:
    fill("a.db", said)
    before, after = there_and_back(done, "list", "-f", "json")
    if before != after:
        records = [json.loads(text) for text in (before, after)]
        assert list(ignoring_relations(*records)) == records[1]


@many
@given(said=steps())
def test_csv_export_round_trips(done: Done, said: list[Step]) -> None:
    fill("a.db", said)
    before, after = there_and_back(done, "export", "-f", "csv")
    if before != after:
        records = [list(csv.DictReader(text.splitlines())) for text in (before, after)]
        assert list(ignoring_relations(*records)) == records[1]


@many
@pytest.mark.parametrize("form", ["json", "ndjson"])
@given(said=steps(notes=True))
def test_json_export_round_trips(done: Done, form: str, said: list[Step]) -> None:
    fill("a.db", said)
    before, after = there_and_back(done, "export", "-f", form)
    if before != after:
        texts = [before, after]
        if form == "ndjson":
            texts = [f"[{text.rstrip().replace(chr(10), ',')}]" for text in texts]
        records = [list(map(without_coarser_dates, json.loads(text))) for text in texts]
        assert list(ignoring_relations(*records)) == records[1]


def without_coarser_dates(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without the dates that those of its releases lie within."""
    releases = [
        {name: value for name, value in release.items() if name != "within"}
        for release in record["releases"]
    ]
    return record | {"releases": releases}


@pytest.mark.parametrize("form", ["json", "csv"])
def test_export_without_records_imports_nothing(done: Done, form: str) -> None:
    done("export", f"a.{form}")
    assert done("import", f"a.{form}") == "no titles in it\n"


@pytest.mark.parametrize("form", ["ndjson", "tsv"])
def test_empty_export_file_is_refused(done: Done, refused: Refused, form: str) -> None:
    done("export", f"a.{form}")
    assert Path(f"a.{form}").read_bytes() == b""
    assert refused(1, "import", f"a.{form}").startswith(f"slate: a.{form}")


def test_note_made_twice_is_exported_once(done: Done) -> None:
    done("add", "Dune", "--note", "a")
    done("remove", "dune")
    done("add", "Dune", "--note", "a")
    told = done("export", "-f", "json")
    assert told.count('"note": "a"') == 1
    done("--db", "b.db", "import", "-", stdin=told)
    assert done("--db", "b.db", "export", "-f", "json") == told


def test_link_to_a_slug_that_is_the_name_of_another_title(done: Done) -> None:
    done("add", "DUNE", "--slug", "arrakis", "-d", "2021-02")
    done("add", "Dune", "--new", "--year", "1984")
    done("add", "Sequel", "--sequel-of", "dune", "-d", "2022")
    Path("a.ndjson").write_text(done("export", "-f", "ndjson"), encoding="utf-8")
    done("--db", "b.db", "import", "a.ndjson")
    assert done("--db", "b.db", "export", "-f", "ndjson") == Path("a.ndjson").read_text("utf-8")


def test_link_that_is_ambiguous_until_its_target_is_read(done: Done) -> None:
    done("add", "Dune", "-n", "1", "-d", "2021-02")
    done("add", "Dune", "-n", "2", "-d", "2021-03")
    done("add", "Dune", "-k", "film", "--new")
    done("add", "Sequel", "--sequel-of", "dune", "-d", "2022")
    done("--db", "b.db", "import", "-", stdin=done("export", "-f", "ndjson"))
