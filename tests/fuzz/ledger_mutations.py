"""Changes of a ledger: batches that are added, and others that slate could not have recorded."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from slate.domain.dates.instants import instant_text
from slate.domain.ledger.version import NEWEST
from tests.damage.damages import ODD_TEXTS, odd_patch
from tests.fuzz.mutations import changed_bytes, changed_json

Batch = dict[str, Any]  # its line, with its reports in "lines"
FIRST = datetime.fromisoformat("2021-01-02T10:00:00Z")
_ODD_TIMES = (
    *("1970-01-01T00:00:00.000000Z", "1969-12-31T23:59:59.999999Z", "0001-01-01T00:00:00.000000Z"),
    *("9999-12-31T23:59:59.999999Z", "2021-01-08T12:00:00.000000Z", "2031-01-01T00:00:00.000000Z"),
    *("2021-02-30T00:00:00.000000Z", "2021-01-05T10:00:00Z", "", "2021-01-05T24:00:00.000000Z"),
)
_NEEDS_TWO = re.compile(
    r'"(?:only|corrects|split|differs)":|"listed"|"credits":\{[^}]*:\d|\d-(?:early|mid|late)"'
)
_VALUES: dict[str, tuple[object, ...]] = {
    "title": ("Dune", "DUNE", "Dune 2", "Title 5", "Zo\u00eb", "\u6771\u4eac", "S" * 300, "[red]"),
    "kind": ("film", "series", "special", "documentary", None),
    "year": (1984, 2021, None),
    "season": (1, 2, None),
    "part": (1, 2),
    "slug": ("dune", "title-5", "x", None),
    "status": ("announced", "released", "canceled", "filming"),
}
_MEMBERS: dict[str, tuple[str, ...]] = {
    "tags": ("a", "kids"),
    "credits": ("cast|One", "director|Two"),
    "ids": ("imdb", "tmdb"),
    "aka": ("Dune", "Nom", "Twin"),
}
_RELEASES = ("||", "streaming||Netflix", "streaming||netflix", "theatrical|US|", "festival|FR|")
_DATES = ("2021-05-01", "2022", "2021-Q3", "2021-12-mid", "2020/2023", "2021-01~", None, "2021-11")


def parsed(text: bytes) -> list[Batch]:
    """Return the batches of a ledger."""
    batches: list[Batch] = []
    for line in text.splitlines()[1:]:
        values = json.loads(line)
        if "uid" in values:
            batches.append(values | {"lines": []})
        else:
            batches[-1]["lines"].append(values)
    return batches


def written(batches: list[Batch]) -> bytes:
    """Return batches as a ledger, with the numbers and the version that they need."""
    lines = []
    for batch in batches:
        values = {name: value for name, value in batch.items() if name != "lines"}
        lines.append(_line(values))
        lines += map(_line, batch["lines"])
    reports = len(lines) - len(batches)
    version = NEWEST if any(map(_NEEDS_TWO.search, lines)) else 1
    head = {"slate_ledger": version, "batches": len(batches), "reports": reports}
    return "".join(f"{line}\n" for line in (_line(head), *lines)).encode(errors="surrogatepass")


def _line(values: dict[str, Any]) -> str:
    return json.dumps(values, separators=(",", ":"))


# Batches that slate could have recorded


def added(known: list[Batch], number: int, random: Random) -> list[Batch]:
    """Return new batches that may go with known ones: reports, undos, merges, corrections."""
    batches: list[Batch] = []
    for _ in range(number):
        everything = [*known, *batches]
        make = random.choice((_reports, _reports, _reports, _undo, _undo, _correction))
        batches.append(make(everything, random))
    return sorted(batches, key=lambda one: (one["recorded_at"], one["uid"]))


def _new(random: Random, reports: int = 0, **values: object) -> Batch:
    after = timedelta(seconds=random.randrange(5 * 86_400), microseconds=random.choice((0, 1)))
    batch: Batch = {"uid": str(UUID(int=random.getrandbits(128)))}
    batch |= {"recorded_at": instant_text(FIRST + after), "author": random.choice(("ann", "bob"))}
    batch |= {"command": "made", "undoes": None} | values
    return batch | {"reports": reports, "lines": []}


def keys_of(batches: list[Batch]) -> list[str]:
    """Return the keys of the titles that batches report on."""
    return list(dict.fromkeys(line["title_key"] for batch in batches for line in batch["lines"]))


def _key(batches: list[Batch], random: Random) -> str:
    if random.random() < 0.3:
        return random.choice(("dune|||film|", "dune|||film|1984", "dune|1||series|", "x|||film|"))
    return random.choice(keys_of(batches) or ["dune|||film|"])


def _reports(known: list[Batch], random: Random) -> Batch:
    number = random.choice((1, 1, 1, 2, 5))
    batch = _new(random, number)
    day = batch["recorded_at"][:10]
    for n in range(1, number + 1):
        batch["lines"].append(
            {
                "batch": batch["uid"],
                "n": n,
                "title_key": _key(known, random),
                "said": _patch(known, random),
                "source": random.choice((None, "Variety", "Deadline", "TMDB")),
                "url": random.choice((None, None, "https://example.com/a")),
                "reported_on": random.choice((day, day, day, "2020", "2020-11", "2019-05-05")),
                "confidence": random.choice(
                    ("reported", "reported", "rumor", "official", "listed")
                ),
                "note": random.choice((None, None, "It says so.")),
            }
        )
    return batch


def _patch(known: list[Batch], random: Random) -> dict[str, Any] | None:
    if random.random() < 0.08:
        return None
    said: dict[str, Any] = {}
    for name in random.sample(tuple(_VALUES), random.choice((0, 1, 1, 2))):
        said[name] = random.choice(_VALUES[name])
    for name in random.sample(tuple(_MEMBERS), random.choice((0, 0, 1, 2))):
        value = {"ids": "tt1", "credits": random.choice((True, 1, 2))}.get(name, True)
        some = random.sample(_MEMBERS[name], random.choice((1, 2)))
        said[name] = {one: random.choice((value, value, None)) for one in some}
    if random.random() < 0.5:
        said["releases"] = {
            one: random.choice(
                (None, {}, {"date": random.choice(_DATES)}, {"leaves": random.choice(_DATES)})
            )
            for one in random.sample(_RELEASES, random.choice((1, 1, 2)))
        }
    match random.randrange(8):
        case 0:
            said["links"] = {f"sequel-of|{_key(known, random)}": random.choice((True, True, None))}
        case 1:
            said = {"same": {_key(known, random): "dune" for _ in range(random.choice((1, 2)))}}
        case 2:
            said["differs"] = {_key(known, random): "dune"}
        case 3:
            said = {"split": {_key(known, random): random.choice(("Variety", "", "TMDB"))}}
    return said


def _undo(known: list[Batch], random: Random) -> Batch:
    """Return an undo of any batch, such as of another undo, perhaps of single titles."""
    undone = random.choice(known) if known else _new(random)
    batch = _new(random, undoes=undone["uid"])
    if random.random() < 0.9:
        later = datetime.fromisoformat(undone["recorded_at"]) + timedelta(
            seconds=random.randrange(1, 40_000)
        )
        batch["recorded_at"] = instant_text(later)
    if random.random() < 0.4:
        keys = keys_of([undone]) if random.random() < 0.5 else keys_of(known)
        some = random.sample(keys, min(len(keys), random.choice((1, 2)))) or ["dune|||film|"]
        batch = _with_rare(batch, only=sorted(some))
    return batch


def _correction(known: list[Batch], random: Random) -> Batch:
    some = random.sample(known, min(len(known), random.choice((1, 2)))) or [_new(random)]
    times = {one["uid"]: _new(random)["recorded_at"] for one in some}
    return _with_rare(_new(random), corrects=dict(sorted(times.items())))


def _with_rare(batch: Batch, **values: object) -> Batch:
    """Return a batch with further fields where slate writes them, before `reports`."""
    last = {name: batch.pop(name) for name in ("reports", "lines")}
    return batch | values | last


# Batches that slate could not have recorded


def _any(batches: list[Batch], random: Random) -> Batch:
    return random.choice(batches)


def _odd_field(batches: list[Batch], random: Random) -> None:
    batch = _any(batches, random)
    values = random.choice([batch, *batch["lines"]])
    name = random.choice([name for name in values if name != "lines"])
    odd: tuple[object, ...] = (*ODD_TEXTS, *(None, 0, -1, 1.5, True, [], {}, 10**30, [[]]))
    values[name] = odd_patch(random) if name == "said" else random.choice(odd)


def _unknown_field(batches: list[Batch], random: Random) -> None:
    batch = _any(batches, random)
    values = random.choice([batch, *batch["lines"], *(one["said"] or {} for one in batch["lines"])])
    values[random.choice(("x", "only", "corrects", "uid", "\u202e", "", "saidd"))] = None


def _no_field(batches: list[Batch], random: Random) -> None:
    batch = _any(batches, random)
    values = random.choice([batch, *batch["lines"]])
    del values[random.choice([name for name in values if name != "lines"])]


def _odd_patch(batches: list[Batch], random: Random) -> None:
    lines = [line for batch in batches for line in batch["lines"]]
    if lines:
        line = random.choice(lines)
        said = json.loads(json.dumps(line["said"]))
        line["said"] = random.choice((odd_patch, lambda _: changed_json(said, random)))(random)


def _deep_patch(batches: list[Batch], random: Random) -> None:
    lines = [line for batch in batches for line in batch["lines"]]
    if lines:
        deep: Any = 1
        for _ in range(random.choice((10, 100, 400))):
            deep = random.choice(([deep], {"x": deep}))
        wide = {f"t{number}": True for number in range(20_000)}
        dates = {f"streaming||S{n}": {"date": "2021-05"} for n in range(500)}
        random.choice(lines)["said"] = random.choice(
            ({"title": deep}, {"tags": wide}, {"releases": dates}, {"tags": deep}, deep)
        )


def _odd_time(batches: list[Batch], random: Random) -> None:
    _any(batches, random)["recorded_at"] = random.choice(_ODD_TIMES)


def _odd_key(batches: list[Batch], random: Random) -> None:
    lines = [line for batch in batches for line in batch["lines"]]
    if lines:
        random.choice(lines)["title_key"] = random.choice(
            (
                *ODD_TEXTS,
                "a",
                "a|b",
                "|||",
                "dune|x||film|",
                "dune|||film|9999999999",
                "a|||x|1|2|3",
            )
        )


def _same_uid(batches: list[Batch], random: Random) -> None:
    _any(batches, random)["uid"] = _any(batches, random)["uid"]


def _odd_uid(batches: list[Batch], random: Random) -> None:
    batch = _any(batches, random)
    uid = batch["uid"] = random.choice(
        (str(UUID(int=0)), batch["uid"].upper(), batch["uid"].replace("-", ""), "x", "\x1b[31m")
    )
    for line in batch["lines"]:
        line["batch"] = uid


def _again(batches: list[Batch], random: Random) -> None:
    """Add a batch a second time, as it is, with another uid, or with other content."""
    copy = json.loads(json.dumps(_any(batches, random)))
    match random.randrange(3):
        case 0:
            copy["uid"] = str(UUID(int=random.getrandbits(128)))
            for line in copy["lines"]:
                line["batch"] = copy["uid"]
        case 1:
            copy["command"] += "x"
    batches.insert(random.randrange(len(batches) + 1), copy)


def _shuffle(batches: list[Batch], random: Random) -> None:
    random.shuffle(batches)


def _drop(batches: list[Batch], random: Random) -> None:
    del batches[random.randrange(len(batches))]


def _drop_report(batches: list[Batch], random: Random) -> None:
    batch = _any(batches, random)
    if batch["lines"]:
        del batch["lines"][random.randrange(len(batch["lines"]))]


def _circle(batches: list[Batch], random: Random) -> None:
    """Make undos undo each other, or themselves."""
    undos = [batch for batch in batches if batch.get("undoes")] or [_any(batches, random)]
    one, other = random.choice(undos), random.choice(undos)
    one["undoes"] = other["uid"]
    if random.random() < 0.5:
        other["undoes"] = one["uid"]
    if random.random() < 0.5:  # only later than what they undo if a time is corrected
        times = {one["uid"]: "2021-01-02T00:00:00.000000Z"}
        batches.append(_with_rare(_new(random), corrects=times))


_ODD: tuple[Callable[[list[Batch], Random], None], ...] = (
    *(_odd_field, _unknown_field, _no_field, _odd_patch, _odd_patch, _deep_patch, _odd_time),
    *(_odd_time, _odd_key, _odd_key, _same_uid, _odd_uid, _again, _again, _shuffle, _drop),
    *(_drop_report, _circle, _circle),
)


def oddly(batches: list[Batch], random: Random) -> list[Batch]:
    """Return batches of which one or two things are as slate does not write them."""
    changed: list[Batch] = json.loads(json.dumps(batches))
    for _ in range(random.choice((1, 1, 2))):
        if changed:
            with suppress(TypeError, AttributeError, KeyError):  # after another odd change
                random.choice(_ODD)(changed, random)
    return changed


def oddly_written(text: bytes, random: Random) -> bytes:
    """Return the text of a ledger with other bytes: cut, doubled and mixed lines, a mark, ends."""
    lines = text.splitlines(keepends=True)
    at = random.randrange(len(lines))
    number = str(random.choice((0, 1, 2, 3, 10**9, -1))).encode()
    ends = b"".join(line[:-1] + random.choice((b"\n", b"\r\n", b"\r")) for line in lines)
    return random.choice(
        (
            b"\xef\xbb\xbf" + text,
            ends,
            b"".join(lines[:at]),
            b"".join([*lines[:at], *lines[at : at + 1] * 2, *lines[at + 1 :]]),
            text + b"".join(lines[at:]),
            re.sub(rb'(?<="slate_ledger":)\d+', number, text, count=1),
            b"\n \n".join(lines) + random.choice((b"", b"\n", b"{}", b"\0")),
            changed_bytes(text, random),
        )
    )
