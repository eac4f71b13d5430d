from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference
from slate.domain.changes.severity import badness, cancels
from slate.domain.titles.stages import Stage

CANCELED = Difference(ChangeName.STATUS, Stage.SCHEDULED, Stage.CANCELED)


def test_the_worst_news_comes_first() -> None:
    names = sorted(ChangeName, key=lambda name: badness(Difference(name)))
    assert names == [
        *("slipped", "undated", "removed", "widened", "leaving", "advanced", "moved", "dated"),
        *("narrowed", "confirmed", "status", "added", "retitled", "edited"),
    ]
    assert badness(CANCELED) < badness(Difference(ChangeName.SLIPPED))


def test_only_the_stage_canceled_cancels() -> None:
    assert cancels(CANCELED)
    assert not cancels(Difference(ChangeName.STATUS, Stage.CANCELED, Stage.FILMING))
    assert not cancels(Difference(ChangeName.REMOVED, "Soul"))
