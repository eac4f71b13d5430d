from slate.domain.queries.list_sections import ListSection
from slate.domain.queries.overview import Overview


def test_overdue_titles_are_those_of_their_section() -> None:
    empty = Overview({}, (), None, 0, 0, 0, None, None, None)
    assert empty.overdue == 0
    assert empty._replace(titles={ListSection.OVERDUE: 3}).overdue == 3
