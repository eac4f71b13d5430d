"""Changes of a sample: of its structure, of its bytes, and of the options of its import."""

import csv
import io
import json
import re
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any, NamedTuple

from slate.formats.read.registry import READERS, Shape
from tests.fuzz.samples import Options, Sample


class Mutant(NamedTuple):
    """A file to import, its name, and how it is imported."""

    name: str
    content: bytes
    options: Options


ODD_DATES = """\
2021-01-08|2021-02-30|2021-13|0000-00-00|0001-01-01|9999-12-31|10000-01-01|-2021-01-01|\
2021-1-8|2021/01/08|2021.01.08|20210108|2021-W01-1|2021-008|1/1/21|10/7/2008|31/12/2020|\
12/31/2020|31.12.2020|Feb 29 2021|February 29, 2020|Jan 5, 2021; Jan 6, 2021|5 janvier 2021|\
early 2021|Q3 2021|Q5 2021|H1 2021|winter 0001|2021-winter|summer 9999|2021?|c. 2021|~2021|\
before 2021|after 9999|2021-2022|2022-2021|2021\u201322|by end of 2021|2021-01-08..2021-01-05|\
2021-01..|..2021-01|2021s|the 2020s|TBA|TBD|N/A|?|-|today|yesterday|next Friday|in 3 weeks|\
2021-01-05T25:61:00Z|2021-01-05T00:00:00+99:99|0001-01-01T00:00:00+14:00|0001-01-01T00:00:00Z|\
9999-12-31T23:59:59-14:00|9999-12-31T23:59:59Z|2021-01-05 00:00:00.123456+00:00|\
2021-01-05T00:00|2021-01-05T24:00:00Z|T00:00Z|1609459200|1609459200000|-62135596800|44204|1e9|\
2021.0|2021.5|July 2021 (USA)|2021-01-08 (US)|2021[1]|Coming 2021|\uff12\uff10\uff12\uff11|\
\u0662\u0660\u0662\u0661-\u0660\u0661-\u0660\u0668|令和3年|2021年1月8日|2021\u00b2|\
Fri Nov  7 09:07:24 2014|99991231|00010101T000000Z""".split("|")  # noqa: SIM905 -- one a line is many lines
ODD_WORDS = [
    *"""\
| |\u00a0|\u200b|\u200d|x|0|-1|1|00|1.0|1.5|1e5|\u0663|\u00b2|99999999999999999999|1,000|NaN|\
Infinity|null|None|true|FALSE|yes|Completed|Watching|Plan to Watch|plantowatch|COMPLETED|\
watching|On-Hold|Dropped|In progress|dropped it|released|Ended|canceled|upcoming|film|series|\
TV|movie|tvSeries|Season 2|S02E01|Part 2|2x05|Dune|Dune (2021)|Dune: Part Two|Dune Season 2|\
Dune S2E1|(2021)|()|\x00|\x07|\x1b[31m|\x7f|\x85|\u2028|\u202e|\ufeff|\ufffe|\ud800|İ|ß|\
\ufb01|Å|A\u030a|\U0001f469\u200d\U0001f469\u200d\U0001f467|日本語|עברית|a\nb|a\r\nb|a\tb|"|''|`|\
=1+1|+1|@x|a=b,c|a, b|[a](b)|<b>a</b>|&amp;|&#0;|]]>|https://user:secret@example.com/|\
https://example.com/?api_key=0123456789abcdef|http://|tt0000001|tt1|71|../x|US|us|XX|UK|\
Netflix|streaming|official|{}|[]|{|%s|{0}|\\|\\x|\
slate, a file""".split("|"),  # noqa: SIM905
    "a;b|c",
    "1" * 5_000,
    "a" * 81,
    "a" * 3_990,
    "a" * 4_001,
    "é " * 10_001,
]
_KEYS = [
    *"""\
title|Title|name|date|release|status|season|year|kind|type|ids|id|links|credits|releases|note|\
notes|slug|label|leaves|tags|platform|region|source|reported_on|confidence|date@US|\
credits.director|Watched|My Rating|Status|Completed|Watching|| |\u202e|a,b""".split("|"),  # noqa: SIM905
    "a" * 300,
]
_LONG_NUMBER = "a number of 5,000 digits"  # json refuses to write one
_ODD_JSON: tuple[object, ...] = (
    _LONG_NUMBER,
    *(None, True, False, 0, -1, 1, 2021, 10**9, 10**20, 10**400, 1.5, 1e300, -0.0),
    *(float("nan"), float("inf"), [], {}, [[]], [None], ["x"], [{}], {"x": 1}, {"": None}),
    *({"title": "A"}, {"year": 2021, "month": 13, "day": 0}, {"year": 10**9}, ["2021-01-08"]),
)
_MARKUP = """\
<?xml version="1.0" encoding="utf-16"?>|<?xml version="1.1"?>|<?x y="?>|<!-- a -->|&b;|&lt;|\
<!DOCTYPE a [<!ENTITY b "bbb">]>|<!DOCTYPE a SYSTEM "file:///etc/passwd">|<![CDATA[|]]>|\
<a>|</a>|<a/>|<a b="c">|<myanimelist xmlns="urn:x">|\x01""".split("|")  # noqa: SIM905
_PROPERTIES = [
    *("DTSTART", "DTEND", "SUMMARY", "STATUS", "UID", "RRULE", "RDATE", "URL", "BEGIN", "END"),
    *("X-SLATE-DATE", "X-SLATE-TITLE", "X-SLATE-SEASON", "CATEGORIES", "LOCATION", "X"),
]
_ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "shift_jis")
_NAMES = ("x.json", "x.csv", "x.tsv", "x.xml", "x.ics", "x", "hulu_titles.csv", "-", "é\u202e.csv")


def mutant_of(sample: Sample, shape: Shape, random: Random) -> Mutant:
    """Return a changed copy of a sample, the same one for the same random numbers."""
    content = sample.content
    for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
        text = content.decode(errors="replace")
        content = _structure(shape, random)(text, random).encode(errors="surrogatepass")
    if random.random() < 0.3:
        content = changed_bytes(content, random)
    name = random.choice(_NAMES) if random.random() < 0.05 else sample.name
    options = _options(sample.options, random) if random.random() < 0.3 else sample.options
    return Mutant(name, content, options)


def changed_bytes(content: bytes, random: Random) -> bytes:
    """Return the content of a file with one change that knows nothing of its structure."""
    return random.choice(_BYTES)(content, random)


def _structure(shape: Shape, random: Random) -> Callable[[str, Random], str]:
    if random.random() < 0.2:
        return changed_lines
    return {Shape.TABLE: _table, Shape.JSON: _json, Shape.XML: _markup, Shape.CALENDAR: _property}[
        shape
    ]


def odd_text(random: Random) -> str:
    return random.choice(ODD_DATES if random.random() < 0.4 else ODD_WORDS)


# Lines, of any shape


def changed_lines(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = lines[at][: random.randrange(len(lines[at]) + 1)]
        case 4:
            lines[min(at, other) : max(at, other)] *= 2
        case _:
            lines.insert(at, f"{odd_text(random)}\n")
    return "".join(lines)


def _markup(text: str, random: Random) -> str:
    """Replace the content of an element of XML, or its name, or insert other markup."""
    if random.random() < 0.2:
        at = random.choice([0, *(one.start() for one in re.finditer("[<>]", text))])
        return text[:at] + random.choice(_MARKUP) + text[at:]
    found = list(re.finditer(r">([^<>]*)<|<(/?\w+)", text))
    if not found:
        return changed_lines(text, random)
    one = random.choice(found)
    if one[1] is not None:
        start, end = one.span(1)
        odd = odd_text(random)
        odd = f"<![CDATA[{odd}]]>" if random.random() < 0.3 else odd
    else:
        start, end = one.span(2)
        odd = random.choice(
            ("series_title", "series_animedb_id", "my_status", "anime", "manga", "x")
        )
    return text[:start] + odd + text[end:]


def _property(text: str, random: Random) -> str:
    """Replace the value of a property of a calendar, its name or its parameters."""
    lines = text.split("\r\n")
    at = random.randrange(len(lines))
    name, _, value = lines[at].partition(":")
    parameters = ("VALUE=DATE", "TZID=Nowhere/No", "TZID=Asia/Tokyo", "VALUE=PERIOD", 'X="', "=")
    match random.randrange(5):
        case 4:  # an event that is there twice, and not quite the same
            events = re.findall(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", text, re.DOTALL)
            if events:
                event = _property(random.choice(events).removesuffix("\r\n"), random)
                return text.replace("END:VCALENDAR", f"{event}\r\nEND:VCALENDAR", 1)
        case 0 | 1:
            lines[at] = f"{name}:{odd_text(random)}"
        case 2:
            lines[at] = f"{random.choice(_PROPERTIES)}:{value}"
        case _:
            lines[at] = f"{name};{random.choice(parameters)}:{value}"
    return "\r\n".join(lines)


# Tables


def _table(text: str, random: Random) -> str:
    head = text.partition("\n")[0]
    delimiter = next((sign for sign in ("\t", ";") if sign in head), ",")
    try:
        rows = _rows(text, delimiter)
    except csv.Error:
        return changed_lines(text, random)
    if not rows or not (filled := [row for row in rows if row]):
        return text
    random.choice(_TABLE)(rows, random.choice(filled), random)
    if random.random() < 0.05:
        delimiter = random.choice((",", ";", "\t", "|"))
    if delimiter == "\t":
        return "".join("\t".join(row) + "\n" for row in rows)
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return written.getvalue()


def _rows(text: str, delimiter: str) -> list[list[str]]:
    if delimiter == "\t":
        return [line.split("\t") for line in text.split("\n") if line]
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def _change_cell(_: list[list[str]], row: list[str], random: Random) -> None:
    row[random.randrange(len(row))] = odd_text(random)


def _rename_column(rows: list[list[str]], _: list[str], random: Random) -> None:
    header = max(rows, key=len)
    header[random.randrange(len(header))] = random.choice(_KEYS)


def _drop_column(rows: list[list[str]], row: list[str], random: Random) -> None:
    at = random.randrange(len(row))
    for one in rows:
        del one[at : at + 1]


def _double_column(rows: list[list[str]], row: list[str], random: Random) -> None:
    at, to = random.randrange(len(row)), random.randrange(len(row))
    renamed = random.random() < 0.5
    for number, one in enumerate(rows):
        if at < len(one):
            one.insert(to, random.choice(_KEYS) if renamed and not number else one[at])


def _permute_columns(rows: list[list[str]], row: list[str], random: Random) -> None:
    order = random.sample(range(len(row)), len(row))
    for one in rows:
        if len(one) == len(order):
            one[:] = [one[at] for at in order]


def _change_length(_: list[list[str]], row: list[str], random: Random) -> None:
    if random.random() < 0.5:
        row.append(odd_text(random))
    else:
        row.pop()


def _blank_row(_: list[list[str]], row: list[str], random: Random) -> None:
    row[:] = [random.choice(("", " ", row[0]))] * len(row)


def _repeat_row(rows: list[list[str]], row: list[str], random: Random) -> None:
    """Add a row that differs from another one in a cell: the title is there twice."""
    copy = [*row]
    copy[random.randrange(len(row))] = random.choice(random.choice(rows) or [""])
    rows.insert(random.randrange(len(rows)) + 1, copy)


def _swap_cells(rows: list[list[str]], row: list[str], random: Random) -> None:
    other = random.choice([one for one in rows if one])
    at, to = random.randrange(len(row)), random.randrange(len(other))
    row[at], other[to] = other[to], row[at]


_TABLE = (
    *(_change_cell, _change_cell, _change_cell, _change_cell, _rename_column, _drop_column),
    *(
        _double_column,
        _permute_columns,
        _change_length,
        _blank_row,
        _swap_cells,
        _repeat_row,
        _repeat_row,
    ),
)


# JSON


def _json(text: str, random: Random) -> str:
    try:
        documents = [json.loads(text)]
    except (ValueError, RecursionError):
        documents = []
        for line in text.splitlines():
            with suppress(ValueError, RecursionError):
                documents.append(json.loads(line))
    if not documents:
        return changed_lines(text, random)
    at = random.randrange(len(documents))
    documents[at] = changed_json(documents[at], random)
    indent = random.choice((None, None, 1)) if len(documents) == 1 else None
    is_ascii = random.random() < 0.7
    texts = [json.dumps(one, indent=indent, ensure_ascii=is_ascii) for one in documents]
    if random.random() < 0.02:
        deep = 10 ** random.randrange(1, 6)
        texts[at] = random.choice(("[", '{"a":', '[{"title":')) * deep + texts[at]
    text = "\n".join(texts).replace(f'"{_LONG_NUMBER}"', "1" * 5_000)
    # A line that occurs twice doubles a key.
    return changed_lines(text, random) if indent and random.random() < 0.3 else text


def changed_json(value: Any, random: Random) -> Any:  # noqa: ANN401 -- JSON
    """Return a value with one of its parts changed."""
    parts = [(holder, key) for holder in _holders(value) for key in _keys(holder)]
    if not parts or random.random() < 0.02:
        return random.choice(_ODD_JSON)
    holder, key = random.choice(parts)
    match random.randrange(11):
        case 9 | 10 if isinstance(holder, list):
            # A title that is there twice, and not quite the same.
            holder.append(changed_json(json.loads(json.dumps(holder[key])), random))
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[random.choice(_KEYS)] = holder.pop(key)
        case 2 if isinstance(holder, dict):
            holder[random.choice(_KEYS)] = holder[key]
        case 2 | 1:
            holder.append(holder[key])
        case 3:
            holder[key] = random.choice(([holder[key]], {"x": holder[key]}, {key: holder[key]}))
        case 4 | 5:
            holder[key] = random.choice(_ODD_JSON)
        case 6:
            other, place = random.choice(parts)
            with suppress(ValueError):  # a value in itself
                holder[key] = json.loads(json.dumps(other[place]))
        case _:
            holder[key] = odd_text(random)
    return value


def _holders(value: Any) -> list[Any]:  # noqa: ANN401 -- JSON
    """Return all objects and lists in a value."""
    if not isinstance(value, dict | list):
        return []
    members = value.values() if isinstance(value, dict) else value
    return [value, *(holder for member in members for holder in _holders(member))]


def _keys(holder: dict[str, Any] | list[Any]) -> list[Any]:
    return list(holder) if isinstance(holder, dict) else list(range(len(holder)))


# Bytes


def _flip(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 8)) if changed else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut(data: bytes, random: Random) -> bytes:
    start, end = sorted(random.randrange(len(data) + 1) for _ in range(2))
    return random.choice((data[:end], data[start:], data[:start] + data[end:], data[start:end]))


def _insert(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    odd = random.choice(
        (
            b"\0",
            b"\xef\xbb\xbf",
            b"\xff\xfe",
            b"\xff",
            b"\xc3",
            b"\xed\xa0\x80",
            b"\r",
            b"\n",
            b"\r\n",
            b"\x0b",
            b"\x1a",
            b'"',
            b"'",
            b"<",
            b"&",
            b",",
            b"\t",
            b"{",
            b"]",
            b"\xc2\x85",
            b"\xe2\x80\xa8",
            random.randbytes(3),
        )
    )
    return data[:at] + odd * random.choice((1, 1, 1, 5)) + data[at:]


def _encode(data: bytes, random: Random) -> bytes:
    return data.decode(errors="replace").encode(random.choice(_ENCODINGS), "replace")


def _end_lines(data: bytes, random: Random) -> bytes:
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    if random.random() < 0.5:
        return random.choice((b"\r", b"\r\n", b"\n", b"\n\n", b"")).join(lines)
    return b"".join(line + random.choice((b"\r", b"\n", b"\r\n")) for line in lines)


def _copy(data: bytes, random: Random) -> bytes:
    start, end = sorted(random.randrange(len(data) + 1) for _ in range(2))
    return data[:end] + data[start:end] * random.choice((1, 1, 1, 20)) + data[end:]


_BYTES = (_flip, _flip, _cut, _insert, _insert, _encode, _end_lines, _copy)


# Options

_CHOICES: dict[str, tuple[Any, ...]] = {
    "maps": (("Title=title",), ("title=title,date=",), ("Name=title,When=date@US",), ("Year=year",),
             ("Status=status",), ("x=title",), ("=title",), ("title=",), ("Type=kind,type=kind",)),
    "status_maps": (("Completed=ended",), ("watching=,Completed=",), ("released=announced",)),
    "as_format": tuple(READERS),
    "encoding": ("cp1252", "shift_jis", "utf-16", "utf-8", "gb18030", "utf-7", "cp037", "latin-1"),
    "date_order": ("dmy", "mdy"),
    "delimiter": (";", "|", "tab", ",", " ", ":", "'", "\\", "-"),
    "release_type": ("theatrical", "streaming", "festival"),
    "region": ("US", "GB"),
    "platform": ("Netflix", "A, B"),
    "source": ("Mine",),
}  # fmt: skip


def _options(options: Options, random: Random) -> Options:
    for name in random.sample(tuple(_CHOICES), random.choice((1, 1, 2))):
        options = options._replace(**{name: random.choice(_CHOICES[name])})
    return options
