from collections.abc import Sequence

import pytest

from slate.formats.title_text.marking import (
    StatedState,
    line_of,
    marked,
    state_line,
    state_of,
    stated_state,
    unmarked,
)

TEXT = """\
# comment
title = "x"
ids.imdb = "y"

[[releases]]  # who
type = "a"
 "date" = ""
[[ releases ]]
type = "b"
[ids]
type = "c"
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (["title"], 2),
        (["ids"], 3),
        (["type"], 1),  # none above the tables
        (["tit"], 1),
        (["releases", 0, "type"], 6),
        (["releases", 0, "date"], 7),
        (["releases", 1, "type"], 9),
        (["releases", 1, "date"], 8),
        (["releases", 2, "date"], 1),
        (["title", "x"], 2),  # a table that is none
        (["ids", "type"], 11),
        (["ids", "imdb"], 10),
        (["links", "sequel-of"], 1),
    ],
)
def test_the_line_of_a_field_or_else_of_its_table(path: Sequence[str | int], line: int) -> None:
    assert line_of(TEXT, path) == line


def test_only_line_feeds_end_lines() -> None:
    assert line_of("# a\u2028b\x0bc\r\ntitle = 1\r\n", ["title"]) == 2


def test_a_mark_stands_above_its_line_and_replaces_those_from_before() -> None:
    first = marked("a\nb\nc\n", 2, "wrong")
    assert first == "a\n#! wrong\nb\nc\n"
    assert marked(first, 4, "worse") == "a\nb\n#! worse\nc\n"
    assert marked(first, 1, "no") == "#! no\na\nb\nc\n"


def test_marked_lines_are_read_as_empty_ones() -> None:
    assert unmarked("a\n#! wrong\nb #! c\n#!d\n") == "a\n\nb #! c\n#!d\n"


FACTS = {("title",): "Dune", ("season",): 2, ("credits", "cast"): ("A", "B"), ("tags", "x"): True}


def test_the_state_is_that_of_the_facts_in_any_order() -> None:
    state = state_of(FACTS)
    assert state == state_of(dict(reversed(FACTS.items()))) == "bdc601c21579"
    assert state != state_of(FACTS | {("credits", "cast"): ("B", "A")})
    assert stated_state(f"# a\n{state_line(FACTS)}\r\n") == StatedState(state, 2)


def test_a_text_without_a_state() -> None:
    assert stated_state(TEXT) is None
