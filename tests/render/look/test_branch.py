from rich.text import Text

from slate.domain.reports.confidences import Rank
from slate.render.look.branch import Branch
from tests.render.samples import shown


def _drawn(rank: Rank, *, goes_on: bool = True, width: int = 40, styles: bool = False) -> str:
    lines = [Text("Jan 8  Netflix"), Text("slipped to a later day"), Text()]
    return shown([Branch(lines, rank, goes_on=goes_on)], width, "standard" if styles else None)


def test_each_rank_has_a_sign() -> None:
    assert _drawn(Rank.REPORTED) == "●   Jan 8  Netflix\n│   slipped to a later day\n│\n"
    assert _drawn(Rank.LISTED) == "○   Jan 8  Netflix\n│   slipped to a later day\n│\n"


def test_a_rumor_stands_beside_the_line_of_the_others() -> None:
    assert _drawn(Rank.RUMOR) == "│ ? Jan 8  Netflix\n│   slipped to a later day\n│\n"
    assert _drawn(Rank.RUMOR, styles=True).startswith(
        "\x1b[2m│ \x1b[0m\x1b[33m? \x1b[0mJan 8  Netflix\n"
    )


def test_no_line_leads_to_nothing() -> None:
    assert _drawn(Rank.REPORTED, goes_on=False) == (
        "●   Jan 8  Netflix\n    slipped to a later day\n\n"
    )
    assert _drawn(Rank.RUMOR, goes_on=False) == (
        "  ? Jan 8  Netflix\n    slipped to a later day\n\n"
    )


def test_long_lines_wrap_beside_the_line() -> None:
    assert _drawn(Rank.REPORTED, width=20) == (
        "●   Jan 8  Netflix\n│   slipped to a\n│   later day\n│\n"
    )
    assert _drawn(Rank.REPORTED, width=5).startswith("●   J\n")
