from slate.domain.titles.stages import GROUPS, Stage, stage_of


def test_each_stage_is_called_by_its_own_word() -> None:
    assert [stage_of(stage) for stage in Stage] == list(Stage)


def test_a_word_of_no_tracker_is_no_stage() -> None:
    assert stage_of("soon") is None


def test_what_is_out_and_what_is_settled() -> None:
    assert [stage for stage in Stage if stage.out] == ["released", "ended"]
    assert [stage for stage in Stage if stage.settled] == ["released", "ended", "canceled"]


def test_a_stage_stands_in_its_groups() -> None:
    active = ("in-development", "pre-production", "filming", "post-production")
    assert GROUPS["active"] == active
    assert GROUPS["upcoming"] == ("rumored", "announced", *active, "scheduled", "on-hold")


def test_what_cannot_be_overdue() -> None:
    never = [stage for stage in Stage if not stage.can_be_overdue]
    assert never == ["released", "ended", "on-hold", "canceled"]
