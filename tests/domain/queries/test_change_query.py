from slate.domain.queries.change_query import BatchLimit

ONE, OTHER = ("2021-01-07", 1), ("2021-01-07", 2)


def test_so_many_changes_of_each_batch_and_day_are_shown() -> None:
    limit = BatchLimit(2)
    for _ in range(2):
        assert limit.admits(ONE)
        limit.add(ONE)
    assert not limit.admits(ONE)
    assert not limit.admits(ONE)
    assert limit.admits(OTHER)
    assert limit.admits(("2021-01", 1))
    assert limit.left_out == {ONE: 2}


def test_only_what_is_shown_counts() -> None:
    """A report without a change that is wanted takes nobody's place."""
    limit = BatchLimit(1)
    assert limit.admits(ONE)
    assert limit.admits(ONE)
    limit.add(ONE)
    assert not limit.admits(ONE)


def test_none_at_all() -> None:
    limit = BatchLimit(0)
    assert not limit.admits(ONE)
    assert limit.left_out == {ONE: 1}
