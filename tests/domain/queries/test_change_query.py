from slate.domain.queries.change_query import BatchLimit

ONE, OTHER = ("2021-01-07", 1), ("2021-01-07", 2)


def test_batch_limit_admits_so_many_changes_per_batch_and_day() -> None:
    limit = BatchLimit(2)
    for _ in range(2):
        assert limit.admits(ONE)
        limit.add(ONE)
    assert not limit.admits(ONE)
    assert not limit.admits(ONE)
    assert limit.admits(OTHER)
    assert limit.admits(("2021-01", 1))
    assert limit.left_out == {ONE: 2}


def test_batch_limit_counts_only_added_changes() -> None:
    """A report without a selected change does not use up the limit."""
    limit = BatchLimit(1)
    assert limit.admits(ONE)
    assert limit.admits(ONE)
    limit.add(ONE)
    assert not limit.admits(ONE)


def test_batch_limit_of_zero_admits_nothing() -> None:
    limit = BatchLimit(0)
    assert not limit.admits(ONE)
    assert limit.left_out == {ONE: 1}
