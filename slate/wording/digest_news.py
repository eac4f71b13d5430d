"""What is new about a title, as a digest states it: `set for Friday 15 January on Netflix`."""

from collections.abc import Iterator
from datetime import date

from slate.domain.changes.change_name import ChangeName
from slate.domain.changes.difference import Difference
from slate.domain.changes.values import ReleaseOn, value_text
from slate.domain.dates.release_date import TBA, ReleaseDate
from slate.domain.queries.digest import DigestChange, TitleNews
from slate.domain.titles.names import numbered
from slate.domain.titles.release_key import ReleaseKey
from slate.domain.titles.stages import Phase, Stage
from slate.domain.titles.status import NOT_CONFIRMED, is_overdue, label_of, noun_of
from slate.domain.titles.title import Release, Title
from slate.wording.digest_items import DigestItem, Phrase, Shown, cited
from slate.wording.distances import distance_text
from slate.wording.phrases import on_text, place
from slate.wording.prose_dates import near_date

_DOUBTS = {"?": "perhaps", "~": "about"}
_UPCOMING = "upcoming "
_FURTHER = 2  # releases of a new title that are shown besides the headline
# Phases in which nothing goes on: to come back from one is news in itself.
_FINAL = frozenset({Phase.CANCELED, Phase.PAUSED, Phase.OUT})


def news_item(news: TitleNews, today: date) -> DigestItem:
    """Return what is new about a title."""
    first = news.changes[0]
    return DigestItem(
        first.change.record.title,
        first.change.record.slug,
        tuple(_phrases(news, today)),
        _shown(first.title),
        tuple(dict.fromkeys(each.change.difference.name for each in news.changes)),
    )


def _shown(title: Title) -> Shown:
    release = title.headline
    when, on = (release.date, on_text(release.key)) if release else (TBA, "")
    return Shown(when, on, title.kind, title.status, label_of(title.status, _noun(title)))


def _noun(title: Title) -> str:
    return noun_of(title.kind, title.season, title.part, title.relation)


def _phrases(news: TitleNews, today: date) -> Iterator[Phrase]:
    differences = [each.change.difference for each in news.changes]
    for each in news.changes:
        difference = each.change.difference
        if not _is_implied(difference, differences, each.title, today):
            yield _phrase(_text(difference, each.title, today), each)


def _phrase(text: str, each: DigestChange) -> Phrase:
    report = each.report
    if report is None:
        return Phrase(text, cited(None, None, None))
    key = each.change.difference.release
    release = _release(each.title, key) if key else None
    contested = release is not None and release.contested
    by = cited(report.source, report.url, report.confidence, contested=contested)
    return Phrase(text, by, report.note)


def _release(title: Title, key: ReleaseKey) -> Release | None:
    return next((each for each in title.releases if each.key.folded == key.folded), None)


def _is_implied(
    difference: Difference, others: list[Difference], title: Title, today: date
) -> bool:
    """Whether another change of the title states this one as well.

    That is a status that follows from a date, and a release or service whose date is new.
    """
    dated = [other for other in others if other.name.is_about_a_date]
    if difference.name is ChangeName.STATUS:
        if title.status.out:
            return any(_is_released(other, title, today) for other in dated)
        follows = title.status is Stage.SCHEDULED or title.status_why is not None
        return bool(dated) and follows and not title.status.settled
    if difference.name is not ChangeName.EDITED or difference.after is None:
        return False
    key = difference.release
    named = {other.release.folded for other in dated if other.release is not None}
    return difference.field != "date" and key is not None and key.folded in named


def _text(  # noqa: PLR0911 -- one per kind of change
    difference: Difference, title: Title, today: date
) -> str:
    name, after = difference.name, difference.after
    if name is ChangeName.ADDED:
        return _added(title, today)
    if name is ChangeName.RETITLED:
        return _retitled(difference, title)
    if isinstance(after, Stage):
        return _stage(difference, after, title)
    if name is ChangeName.MOVED:
        return f"moved from {value_text(difference.before)} to {value_text(after)}"
    if name is ChangeName.LEAVING:
        return _leaving(difference, today)
    if difference.is_about_a_date:
        return _date(difference, title, today)
    if name is ChangeName.CONFIRMED:
        return _confirmed(difference, title, today)
    return _release_edit(difference, title, today)


def _added(title: Title, today: date) -> str:
    """Return what a new title is, and its releases by date, that of the headline release first."""
    shown = title.headline
    others = sorted(
        (release for release in title.releases if release is not shown),
        key=lambda release: release.date_order,
    )
    dates: dict[ReleaseDate, list[str]] = {}
    for release in [*([shown] if shown else []), *others[:_FURTHER]]:
        dates.setdefault(release.date, []).append(place(release.key, title.status))
    texts = [_placed(places, when, today) for when, places in dates.items()]
    if (more := len(others) - _FURTHER) > 0:
        texts.append(f"{more} more")
    placed = ", also ".join(filter(None, texts))
    if shown is not None and is_overdue(title.status, shown.date, today):
        placed += f", {NOT_CONFIRMED}"
    return " ".join(filter(None, (_what(title), placed))) or "no date yet"


def _what(title: Title) -> str:
    """Return what a title is or how far it is, unless its name has a season or part."""
    if title.status.phase is Phase.PLANNED and numbered(title.season, title.part):
        return ""
    label = label_of(title.status, _noun(title))
    return f"{label[:1].lower()}{label[1:]}".removeprefix(_UPCOMING)


def _placed(places: list[str], when: ReleaseDate, today: date) -> str:
    where = " and ".join(filter(None, places))
    return ", ".join(filter(None, (where, _day(when, today) if when.known else "")))


def _retitled(difference: Difference, title: Title) -> str:
    former = numbered(title.season, title.part)
    return f"formerly {value_text(difference.before)}{f': {former}' if former else ''}"


def _stage(difference: Difference, after: Stage, title: Title) -> str:
    if difference.name is ChangeName.CONFIRMED:
        return f"{after.phrase}, now confirmed{_rumored(difference)}"
    before = difference.before
    if after is Stage.RELEASED:
        release = title.headline
        now = f"out {place(release.key, after) if release else ''}".rstrip()
    else:
        now = after.phrase if after.phase in _FINAL else f"now {after.phrase}"
    if isinstance(before, Stage) and before.phase in _FINAL:
        return f"{now}, no longer {before.phrase}"
    return now


def _leaving(difference: Difference, today: date) -> str:
    service = on_text(difference.release) if difference.release else ""
    where = f" {service}" if service else ""
    before, after = difference.dates
    if not after.known:
        return f"no longer leaving{where}, so far {_day(before, today)}"
    was = f" instead of {_day(before, today)}" if before.known else ""
    return f"leaving{where}: {_day(after, today)}{was}"


def _date(difference: Difference, title: Title, today: date) -> str:
    """Return how a date changed: `now 22 January on Netflix instead of 8 January, 14 days later`.

    What is only more or less exact than before is not called another date.
    """
    before, after = difference.dates
    name, where = difference.name, _where(difference.release, title)
    if name is ChangeName.UNDATED:
        return f"no longer {_day(before, today)}{where}, without a new date"
    now = f"{_day(after, today, weekday=True)}{where}"
    was = _day(before, after.earliest or today) if before.known else ""  # in the same year
    if name is ChangeName.WIDENED:
        return f"now only {now}, so far {was}"
    if name in {ChangeName.DATED, ChangeName.NARROWED}:
        so_far = f", so far only {was}" if name is ChangeName.NARROWED else ""
        instead = f" instead of {was}" if was and not so_far else ""
        return f"{_verb(difference, title, today)} {now}{so_far}{instead}"
    far = f", {distance_text(difference.by)}" if difference.by else ""
    return f"now {now} instead of {was}{far}"


def _verb(difference: Difference, title: Title, today: date) -> str:
    if _is_released(difference, title, today):
        return "released"
    return "now" if difference.dates[1].doubtful else "set for"


def _is_released(difference: Difference, title: Title, today: date) -> bool:
    """Whether a date that is new or narrower has come, and the title is out."""
    is_new = difference.name in {ChangeName.DATED, ChangeName.NARROWED}
    last = difference.dates[1].latest
    return is_new and title.status.out and last is not None and last <= today


def _where(key: ReleaseKey | None, title: Title) -> str:
    where = place(key, title.status) if key else ""
    return f" {where}" if where else ""


def _confirmed(difference: Difference, title: Title, today: date) -> str:
    after = difference.after
    if isinstance(after, ReleaseDate):
        words = f"{_day(after, today, weekday=True)}{_where(difference.release, title)}"
        return f"confirmed for {words}{_rumored(difference)}"
    on = on_text(after.key) if isinstance(after, ReleaseOn) else ""
    return f"confirmed{f' for {on}' if on else ''}{_rumored(difference)}"


def _rumored(difference: Difference) -> str:
    former = difference.former
    return ", a rumor until now" if former is not None and former.confidence.is_rumor else ""


def _release_edit(difference: Difference, title: Title, today: date) -> str:
    """Return a release or its service that was added or dropped: `also in theaters, 8 January`."""
    before, after = difference.before, difference.after
    if isinstance(after, ReleaseOn):
        return f"{'' if after.is_first else 'also '}{_release_on(after, title, today)}"
    if isinstance(before, ReleaseOn):
        return f"no longer {_release_on(before, title, today)}"
    if after is None:
        return f"no longer on {value_text(before)}"
    return f"now on {value_text(after)}"


def _release_on(release: ReleaseOn, title: Title, today: date) -> str:
    where = place(release.key, title.status) or "in another release"
    return f"{where}, {_day(release.date, today)}" if release.date.known else where


def _day(when: ReleaseDate, today: date, *, weekday: bool = False) -> str:
    """Return a date as prose with its doubt: `8 January`, `perhaps 8 January`."""
    words = near_date(when, today, weekday=weekday)
    return f"{_DOUBTS[when.text[-1]]} {words}" if when.marked else words
