from slate.domain.titles.duplicates import PossibleDuplicate, Reason, Twin
from slate.render.plain.duplicates import duplicate_rows

SAME = PossibleDuplicate(
    Twin("a", "dune", "Dune", 2020), Twin("b", "dune-2021", "DUNE", 2021), Reason.YEARS
)
OTHER = PossibleDuplicate(
    Twin("a", "walle", "WALL\u00b7E", None), Twin("b", "wall-e", "WALL-E", None), Reason.SPELLING
)


def test_each_pair_is_a_row() -> None:
    assert list(duplicate_rows([SAME, OTHER])) == [
        ("dune", "dune-2021", "same name, different years (2020, 2021)"),
        ("walle", "wall-e", "nearly the same name"),
    ]
