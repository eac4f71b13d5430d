"""A digest with all that its forms have to show, and one whose texts are hostile."""

from datetime import date

from slate.domain.changes.change_name import ChangeName
from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.reports.confidences import Confidence
from slate.domain.titles.kinds import Kind
from slate.domain.titles.stages import Stage
from slate.wording.digest import DigestPart, DigestText
from slate.wording.digest_items import DigestItem, Phrase, Shown, cited

NETFLIX = cited("Netflix", "https://netflix.example/a?b=1&c=2", Confidence.OFFICIAL)
REDDIT = cited("Reddit", None, Confidence.RUMOR)
NOBODY = cited(None, None, None)
_SHOWN = Shown(parse_date("2021-01-22"), "Netflix", Kind.FILM, Stage.SCHEDULED, "Upcoming film")

SLIPPED = DigestItem(
    "Soul",
    "soul",
    (
        Phrase("now Friday 22 January", NETFLIX, "A note."),
        Phrase("formerly Spirit", NETFLIX),
        Phrase("also in theaters", REDDIT),
    ),
    _SHOWN,
    (ChangeName.SLIPPED, ChangeName.RETITLED, ChangeName.EDITED),
)


def _coming(name: str, text: str, *headings: str, lead: str = "") -> DigestItem:
    return DigestItem(
        name, name.lower(), (Phrase(text, NOBODY),), _SHOWN, headings=headings, lead=lead
    )


DIGEST = DigestText(
    "What is new on the slate, 1 to 7 January 2021",
    "1 to 7 January 2021",
    date(2021, 1, 1),
    date(2021, 1, 7),
    date(2021, 1, 7),
    (
        DigestPart("slipped", "Slipped", (SLIPPED,), ""),
        DigestPart(
            "coming",
            "Coming, 7 to 13 January 2021",
            (
                _coming("Heat", "film on Hulu", "January", "Friday 8 January"),
                _coming("Mank", "", "January", "Friday 8 January"),
                _coming("Dune", "film in theaters", "January", "Saturday 9 January"),
                _coming("Up", "film on Disney+", "Possible", lead="sometime in January"),
            ),
            "and 2 more",
        ),
    ),
    ("Netflix", "Reddit"),
)


def with_text(text: str, url: str | None = None) -> DigestText:
    """Return a digest in which every text of somebody else's is this one."""
    by = cited(text, url, Confidence.RUMOR)
    item = DigestItem(
        text,
        "slug",
        (Phrase(text, by),),
        Shown(TBA, "", Kind.FILM, Stage.RELEASED, ""),
        headings=(text,),
        lead=text,
    )
    other = item._replace(shown=Shown(TBA, text, Kind.FILM, Stage.FILMING, text))
    part = DigestPart("new", text, (item, other), text)
    return DigestText(text, text, date(2021, 1, 1), None, date(2021, 1, 7), (part,), (text,))
