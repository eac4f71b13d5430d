from hypothesis import example, given
from hypothesis import strategies as st

from slate.domain.titles.members import member, parts_of
from slate.domain.titles.relations import Relation


def test_a_member_is_written_as_reports_have_it() -> None:
    assert member("director", "Jane Doe") == "director|Jane Doe"
    assert member(Relation.SEQUEL_OF, "dune|2021||") == "sequel-of|dune|2021||"


@example(first="", second="")
@given(first=st.text().filter(lambda text: "|" not in text), second=st.text())
def test_a_member_is_read_as_it_was_written(first: str, second: str) -> None:
    assert parts_of(member(first, second)) == (first, second)


def test_a_text_of_one_part_has_no_second() -> None:
    assert parts_of("director") == ("director", "")
