from datetime import date

from slate.domain.dates.as_of import AsOf

SAID = AsOf(date(2020, 12, 15))
RECORDED = AsOf(date(2020, 12, 15), "2020-12-16T00:00:00.000000Z")


def test_caption_and_text_of_a_moment() -> None:
    assert SAID.caption == "As of 2020-12-15: what had been reported by then."
    assert RECORDED.caption == "As recorded on 2020-12-15: what this slate showed then."
    assert (str(SAID), str(RECORDED)) == ("as of 2020-12-15", "as recorded on 2020-12-15")


def test_too_early_names_the_first_report() -> None:
    assert SAID.too_early("2020-12-16") == (
        "nothing had been reported by 2020-12-15; the first report is from 2020-12-16."
    )
    assert SAID.too_early("2020-12") == (
        "nothing had been reported by 2020-12-15; the first report is from Dec 2020."
    )
    assert SAID.too_early("2021").endswith("; the first report is from 2021.")
    assert RECORDED.too_early("2020-12-16") == (
        "nothing had been recorded by 2020-12-15; the first report was recorded on 2020-12-16."
    )
