from hypothesis import example, given
from hypothesis import strategies as st

from slate.domain.titles.members import member, parts_of
from slate.domain.titles.relations import Relation


def test_member_joins_its_parts_with_a_bar() -> None:
    assert member("director", "Jane Doe") == "director|Jane Doe"
    assert member(Relation.SEQUEL_OF, "dune|2021||") == "sequel-of|dune|2021||"


@example(first="", second="")
@given(first=st.text().filter(lambda text: "|" not in text), second=st.text())
def test_parts_of_a_member_read_back(first: str, second: str) -> None:
    assert parts_of(member(first, second)) == (first, second)


def test_text_without_a_bar_has_an_empty_second_part() -> None:
    assert parts_of("director") == ("director", "")
