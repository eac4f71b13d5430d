import re

from slate.domain.titles.stages import Stage
from slate.store.file import schema
from slate.store.titles.word_lists import NEVER_OVERDUE, OUT, sql_list


def test_sql_list_formats_words_for_sql() -> None:
    assert sql_list([Stage.FILMING]) == "('filming')"
    assert OUT == "('released', 'ended')"


def test_released_view_lists_the_stages_that_cannot_be_overdue() -> None:
    """A new stage requires a migration step that creates the view again."""
    views = [text for _, step in schema.STEPS for text in step if "create view slate" in text]
    found = re.search(r"t\.status not in (\(.*\))", views[-1])
    assert found is not None
    assert set(re.findall(r"'([^']+)'", found[1])) == set(re.findall(r"'([^']+)'", NEVER_OVERDUE))
