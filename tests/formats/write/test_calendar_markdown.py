from markdown_it import MarkdownIt

from slate.domain.dates.weeks import MONDAY, SUNDAY
from slate.formats.write.calendar_markdown import lines
from tests.render.samples import HOSTILE
from tests.render.screens.months import DESK, LATE, LUPIN, MANK, RUMOR, months, titled

JANUARY = """\
## January 2021

| Monday | Tuesday | Wednesday | Thursday | Friday | Saturday | Sunday |
| --- | --- | --- | --- | --- | --- | --- |
|  |  |  |  | **1** | **2** | **3** |
| **4** | **5**<br>Soul, overdue | **6** | **7** | **8**<br>Lupin: season 2<br>Mank | **9** | \
**10** |
| **11** | **12** | **13** | **14** | **15** | **16** | **17** |
| **18** | **19** | **20**<br>Ava, rumor | **21** | **22** | **23** | **24** |
| **25** | **26** | **27** | **28** | **29** | **30** | **31**<br>The Desk leaves |

- Jan 2021: **Dune**, leaves Hulu
- Early 2021: **Coarse**, on Hulu, rumor
- 2021: **Nowhere**
"""


def test_a_month_is_a_table_and_a_list() -> None:
    coarse = RUMOR._replace(date="2021-early", name="Coarse", slug="coarse")
    bare = titled("Nowhere", date="2021", platform=None, release_type=None)
    twice = MANK._replace(platform="Netflix")
    leaves = (DESK, DESK._replace(leaves="2021-01", name="Dune", slug="dune"))
    found = months(LATE, LUPIN, MANK, twice, RUMOR, coarse, bare, leaves=leaves)
    assert "".join(lines(found, MONDAY)) == JANUARY


def test_several_months() -> None:
    text = "".join(lines(months(when="2021-01/2021-02"), SUNDAY))
    assert text.startswith("## January 2021\n\n| Sunday | Monday |")
    assert " **30** |\n| **31** |  |  |  |  |  |  |\n\n## February 2021\n\n| Sunday |" in text


def test_text_is_literal() -> None:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for hostile in HOSTILE:
        bad = titled(hostile, platform=hostile)
        html = reader.render("".join(lines(months(bad, bad._replace(date="2021")), MONDAY)))
        assert html.count("<tr>") == 6
        assert html.count("<li>") == 1
        assert not any(tag in html for tag in ("<a ", "<img", "<em>", "<del>", "<code>"))
