from slate.domain.changes.change_name import ChangeName, Outcome


def test_change_names_keep_their_documented_order() -> None:
    assert " ".join(ChangeName) == (
        "added removed retitled status dated undated narrowed widened slipped advanced moved "
        "confirmed leaving edited"
    )


def test_is_about_a_date_holds_for_date_changes() -> None:
    assert [name.value for name in ChangeName if name.is_about_a_date] == [
        "dated", "undated", "narrowed", "widened", "slipped", "advanced",
    ]  # fmt: skip


def test_only_slipped_and_advanced_have_a_distance() -> None:
    assert [name.value for name in ChangeName if name.has_a_distance] == ["slipped", "advanced"]


def test_outcomes_have_the_words_that_scripts_are_shown() -> None:
    assert list(Outcome) == ["added", "changed", "unchanged", "left removed", "left out"]
