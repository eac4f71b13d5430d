"""The text of a title states what the title is, whatever characters its values contain."""

import tomllib
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from slate.domain.dates.parsing import parse_date
from slate.domain.errors import SlateError
from slate.domain.ledger.editing import Editable, credited_reports, facts_of
from slate.domain.ledger.fold import fold_existing
from slate.domain.ledger.statement import Origin
from slate.domain.reports.report import Said
from slate.domain.text import clean_to_store, folded, slugify
from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage
from slate.domain.titles.vocabulary import parse_platform, parse_tag
from slate.formats.errors import TitleTextError
from slate.formats.title_text.marking import state_line
from slate.formats.title_text.reading import Typing, read_title_text
from slate.formats.title_text.writing import title_text
from tests.domain.slates import dates, report

TODAY = "2021-01-07"
TYPING = Typing(
    day=lambda _: TODAY,
    date=lambda text, _: parse_date(text),
    title=lambda text: f"key of {text}",
    platform=parse_platform,
)


def _stored(text: str, parse: Any) -> str | None:  # noqa: ANN401 -- a parser
    """Return a text as it would be stored, None if it would be refused."""
    try:
        return str(parse(text))
    except SlateError:
        return None


def _texts(parse: Any) -> st.SearchStrategy[str]:  # noqa: ANN401 -- as above
    texts = st.text(min_size=1, max_size=12) | st.sampled_from(
        ('"', "\\", "'''", '"""', "#! x", "[[releases]]", "a = 1", "\u202e", "\u2028", "\U0001f39e")
    )
    return texts.map(lambda text: _stored(text, parse) or "x")


LINE = _texts(lambda text: clean_to_store("text", text))
WORD = _texts(lambda text: folded(clean_to_store("text", text)).replace("|", "x"))
WHEN = st.none() | dates()
RELEASES = st.dictionaries(
    st.builds(
        lambda *parts: str(ReleaseKey(*parts).completed),
        st.none() | st.sampled_from(ReleaseType),
        st.sampled_from((None, "US", "GB")),
        st.none() | _texts(parse_platform),
    ),
    st.fixed_dictionaries({"date": WHEN, "leaves": WHEN}),
    max_size=3,
)
SAID = st.fixed_dictionaries(
    {"title": LINE},
    optional={
        "season": st.integers(0, 9_999),
        "part": st.integers(0, 9_999),
        "year": st.integers(1800, 2999),
        "kind": st.sampled_from(Kind),
        "status": st.sampled_from(Stage),
        "slug": st.text(min_size=1, max_size=12).map(slugify),
        "tags": st.dictionaries(_texts(parse_tag), st.just(value=True), max_size=3),
        "aka": st.dictionaries(LINE, st.just(value=True), max_size=3),
        "ids": st.dictionaries(WORD, LINE, max_size=3),
        "credits": st.dictionaries(
            st.builds("{}|{}".format, WORD, LINE), st.integers(1, 3), max_size=4
        ),
        "releases": RELEASES,
    },
)


def editable(said: Said, source: str | None) -> Editable:
    reports = [report(said, source=source)]
    return Editable("slug", fold_existing("k", reports), {}, credited_reports(reports))


def text_of(shown: Editable) -> str:
    return title_text(shown, Origin(TODAY), TODAY)


def fields_of(text: str) -> set[str]:
    """Return the names of the fields above the tables of a text, and of those of a release."""
    parsed = tomllib.loads(text)
    return {*parsed, *parsed["releases"][0]}


@given(SAID, st.none() | LINE)
@example({"title": "A", "ids": {"tags": "1"}}, None)
@example({"title": "A", "credits": {"platform|B": 1}}, None)
def test_text_of_a_title_typed_for_another_one_states_all_of_it(
    said: Said, source: str | None
) -> None:
    full, bare = editable(said, source), editable({"title": ""}, None)
    typed = text_of(full).replace(state_line(facts_of(full.title)), "")
    wanted = facts_of(full.title)
    in_tables = {path[1] for path in wanted if path[0] in {"ids", "credits"}}
    if in_tables & fields_of(typed):  # more likely a field that was typed in the wrong place
        with pytest.raises(TitleTextError, match="Move it above the tables"):
            read_title_text(typed, text_of(bare), bare, TYPING)
        return
    edited = read_title_text(typed, text_of(bare), bare, TYPING)
    nowhere = ("releases", ReleaseKey(None, None, None).folded)
    if not {(*nowhere, "date"), (*nowhere, "leaves")} & wanted.keys():
        wanted.pop(nowhere, None)  # nothing is known of it, so there is nothing to write
    assert edited.facts == {
        path: value
        for path, value in wanted.items()
        if path[:2] != ("ids", "calendar")  # not shown
    }
    assert edited.origin == Origin(TODAY)


@given(SAID, st.none() | LINE)
@example({"title": "A", "ids": {"tags": "1"}, "credits": {"platform|B": 1}}, None)
def test_every_text_is_toml_and_unchanged_it_states_what_was_shown(
    said: Said, source: str | None
) -> None:
    shown = editable(said, source)
    text = text_of(shown)
    assert tomllib.loads(text)["title"] == shown.title.title
    assert read_title_text(text, text, shown, TYPING).facts == facts_of(shown.title)
