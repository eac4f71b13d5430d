from slate.domain.titles.duplicates import PossibleDuplicate, Reason, Twin
from slate.render.duplicates import DUPLICATES_HEADER, duplicate_rows, duplicates_sheet

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


def test_sheet_has_a_header_unless_it_is_empty() -> None:
    (block,) = duplicates_sheet([SAME]).blocks
    assert block.header == DUPLICATES_HEADER
    assert duplicates_sheet([]).blocks == ()
