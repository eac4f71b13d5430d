from slate.store.shared.news import BATCH_COLUMNS, REPORT_COLUMNS, Place


def test_rows_begin_with_the_number_of_the_batch() -> None:
    assert (BATCH_COLUMNS[0], BATCH_COLUMNS[-1]) == ("id", "arrived")
    assert REPORT_COLUMNS[:2] == ("batch", "n")


def test_an_empty_copy_is_at_the_beginning() -> None:
    assert Place() == (0, None)
