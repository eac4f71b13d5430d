from slate.domain.titles.stages import GROUPS, Stage, stage_of


def test_stage_of_its_own_word() -> None:
    assert [stage_of(stage) for stage in Stage] == list(Stage)


def test_stage_of_an_unknown_word_is_none() -> None:
    assert stage_of("soon") is None


def test_stages_that_are_out_or_settled() -> None:
    assert [stage for stage in Stage if stage.out] == ["released", "ended"]
    assert [stage for stage in Stage if stage.settled] == ["released", "ended", "canceled"]


def test_stages_of_each_group() -> None:
    active = ("in-development", "pre-production", "filming", "post-production")
    assert GROUPS["active"] == active
    assert GROUPS["upcoming"] == ("rumored", "announced", *active, "scheduled", "on-hold")


def test_stages_that_cannot_be_overdue() -> None:
    never = [stage for stage in Stage if not stage.can_be_overdue]
    assert never == ["released", "ended", "on-hold", "canceled"]
