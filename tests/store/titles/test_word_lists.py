import re

from slate.domain.titles.stages import Stage
from slate.store.file import schema
from slate.store.titles.word_lists import NEVER_OVERDUE, OUT, sql_list


def test_words_are_listed_as_sql_has_them() -> None:
    assert sql_list([Stage.FILMING]) == "('filming')"
    assert OUT == "('released', 'ended')"


def test_the_view_that_has_shipped_knows_what_cannot_be_overdue() -> None:
    """A stage that is new here wants the view to be made anew, in a step of its own."""
    views = [text for _, step in schema.STEPS for text in step if "create view slate" in text]
    found = re.search(r"t\.status not in (\(.*\))", views[-1])
    assert found is not None
    assert set(re.findall(r"'([^']+)'", found[1])) == set(re.findall(r"'([^']+)'", NEVER_OVERDUE))
