from slate.domain.changes.change_name import ChangeName


def test_the_names_are_a_promise_in_their_order() -> None:
    assert " ".join(ChangeName) == (
        "added removed retitled status dated undated narrowed widened slipped advanced moved edited"
    )


def test_names_that_are_about_a_date() -> None:
    assert [name.value for name in ChangeName if name.is_about_a_date] == [
        "dated", "undated", "narrowed", "widened", "slipped", "advanced",
    ]  # fmt: skip


def test_names_of_which_it_is_measured_how_far() -> None:
    assert [name.value for name in ChangeName if name.has_a_distance] == ["slipped", "advanced"]
