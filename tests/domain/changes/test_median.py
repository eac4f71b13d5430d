from slate.domain.changes.median import median


def test_median_is_the_middle_value_or_the_mean_of_two() -> None:
    assert median([]) is None
    assert median([3]) == 3
    assert median([1, 2]) == 1.5
    assert median([1, 3]) == 2
    assert median([90, -5, -4]) == -4
