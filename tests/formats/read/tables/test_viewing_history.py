import io
from datetime import date

import pytest

from slate.formats.errors import ViewingHistoryError
from slate.formats.read.reader import FileContext
from slate.formats.read.tables.tables import Table
from slate.formats.read.tables.viewing_history import refuse_viewing_history

CONTEXT = FileContext("a.csv", date(2021, 1, 7))


def check(content: str) -> None:
    refuse_viewing_history(Table(io.BytesIO(content.encode()), "a.csv"), CONTEXT)


@pytest.mark.parametrize(
    "content",
    [
        'Title,Date\n"Lupin: Part 1: Chapter 1","1/5/21"\n"Soul","12/27/20"\n',
        'Title,Date\nSoul,2020-12-27\n"Dark: Season 2: Endings",2020-12-28\n"bad"x\n',
        "Title,Date\nUnorthodox: Limited Series: Part 1,25/12/2020\n",
        "Profile Name,Start Time,Duration,Attributes,Title,Bookmark,Country\n",
    ],
)
def test_viewing_history_is_refused(content: str) -> None:
    with pytest.raises(ViewingHistoryError):
        check(content)


@pytest.mark.parametrize(
    "content",
    [
        "Title,Date\nSoul,2020-12-27\n",
        "Title,Date\nLupin: Part 2: Chapter 6,2021-06-11\n",
        "Title,Date\nLupin: Part 1: Chapter 1,2021-01-08\nLupin: Part 1: Chapter 2\n",
        "Title,Date\nLupin: Part 1: Chapter 1,TBA\n",
        "title,date\nLupin: Part 1: Chapter 1,2021-01-05\n",
        "Title,Date,Note\nLupin: Part 1: Chapter 1,2021-01-05,x\n",
    ],
)
def test_other_tables_are_not(content: str) -> None:
    check(content)
