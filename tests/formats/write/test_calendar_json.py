import json

from slate.domain.titles.record import COLUMNS
from slate.formats.write.calendar_json import lines
from tests.render.screens.months import DESK, LUPIN, months, titled


def test_a_month_has_its_days_and_its_margin() -> None:
    found = months(
        titled("Coarse", date="2021"), titled("Last", date="2021-01-30"), LUPIN, leaves=(DESK,)
    )
    [month] = json.loads("".join(lines(found)))
    slugs = [
        (each["day"], [r["slug"] for r in each["releases"]], [r["slug"] for r in each["leaving"]])
        for each in month["days"]
    ]
    assert month["month"] == "2021-01"
    assert slugs == [
        ("2021-01-08", ["lupin-s2"], []),
        ("2021-01-30", ["Last"], []),
        ("2021-01-31", [], ["the-desk"]),
    ]
    assert [record["slug"] for record in month["margin"]["releases"]] == ["Coarse"]
    assert month["margin"]["leaving"] == []
    assert list(month) == ["month", "days", "margin"]
    assert tuple(month["days"][0]["releases"][0]) == COLUMNS


def test_each_month_is_a_line() -> None:
    text = "".join(lines(months(titled("\x7f\u9b3c"), when="2021-01/2021-02")))
    assert text.isascii()
    assert "\x7f" not in text
    first, january, february, last = text.splitlines()
    assert (first, february, last) == (
        "[",
        ' {"month": "2021-02", "days": [], "margin": {"releases": [], "leaving": []}}',
        "]",
    )
    assert january.endswith("}},")
    assert "".join(lines([])) == "[]\n"
