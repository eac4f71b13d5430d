"""Advice on files that could not be imported: the option to add, or how to convert the file."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from shlex import quote
from urllib.parse import urlsplit

from slate.cli.errors import Advice
from slate.domain.dates.number_order import NumberOrder
from slate.domain.errors import SlateError
from slate.domain.quoting import clip, either, quoted
from slate.domain.text import plain
from slate.formats.errors import (
    ArchiveError,
    CompressedError,
    DelimiterError,
    ExampleError,
    FileError,
    ForeignStatusError,
    ForeignTableError,
    ImportRefusedError,
    MappedTwiceError,
    NoHeaderError,
    NoTableError,
    NoTitleError,
    OtherEncodingError,
    OtherFormatError,
    SqliteError,
    TitleLeftOutError,
    TomlError,
    TwoColumnsError,
    UnknownColumnsError,
    UnknownJsonError,
    UnnamedServiceError,
    ViewingHistoryError,
    WholeLedgerError,
    WrappedRecordsError,
    YamlError,
)
from slate.formats.read.reader import Hint

# Advice that is the same for all errors of a class.
_ADVICE: dict[type[FileError | ImportRefusedError], Advice] = {
    ForeignStatusError: Advice(": --map-status is for your own tables and records."),
    ForeignTableError: Advice(": --map is for the columns of CSV and TSV."),
    NoTableError: Advice(": --delimiter is for the columns of CSV and TSV."),
    # One of which no column may be the title; otherwise the advice names one.
    NoTitleError: Advice(" Name the one that holds the titles: --map COLUMN=title"),
    OtherFormatError: Advice(" Leave out --as, and slate detects the format."),
    TitleLeftOutError: Advice(" Do not leave it out, or map another one to title."),
    UnnamedServiceError: Advice(" Name it, as in --platform Netflix."),
    TomlError: Advice(" Convert it to JSON first, for example with yq."),
    YamlError: Advice(" Convert it to JSON first, for example with yq."),
    ViewingHistoryError: Advice(
        " If it is a list of your own, say what its columns hold: --map Title=title,Date=date"
    ),
    WholeLedgerError: Advice(" Leave out all options but --dry-run and --accept-clock."),
}
_JQ_KEY = re.compile(r"[a-z_]\w*", re.ASCII | re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|webcals?)://", re.IGNORECASE)
_MOST_WORDS = 12  # of a list, that are printed
_HINTS = {Hint.NO_SOURCE: "No source was given; --source tells this list apart from others."}


def parts(error: FileError | ImportRefusedError) -> tuple[str, str]:
    """Return the message without the command to copy that ends it, and that; empty if none."""
    if isinstance(error, MappedTwiceError):
        return f"{error.name}: has one column {quoted(error.column)}, which --map names twice.", ""
    found = _of_columns(error) or _of_refused(error) or _of_file_type(error) or _of_json(error)
    advice = found or _ADVICE.get(type(error), Advice())
    if isinstance(error, FileError) and _ADDRESS.match(error.name):
        advice = _of_address(error.name, advice)
    return f"{error}{advice.text}", advice.command


def hint_text(hint: Hint) -> str:
    """Return the sentence for a hint about an imported file."""
    return _HINTS[hint]


def _of_refused(error: SlateError) -> Advice | None:
    """Return advice on the dates and the status words of a file that was refused."""
    dates, statuses = _of_dates(error), _of_statuses(error)
    if dates and statuses:
        return Advice(f"{dates.text.rstrip('.')}.{statuses.text}", statuses.command)
    return dates or statuses


def _of_dates(error: SlateError) -> Advice | None:
    """Return advice on dates such as 10/7/2008, which can be read in two ways."""
    dates = error.dates if isinstance(error, ImportRefusedError) else None
    if dates is None or dates.unclear is None:
        return None
    match list(dates.proofs.items()):
        case [(order, text)]:
            first = "day" if order is NumberOrder.DMY else "month"
            shown = f" Dates begin with the {first}, as {quoted(text)} shows."
            return Advice(f"{shown} Add --date-order {order}")
        case []:
            unclear = quoted(dates.unclear)
            return Advice(
                f" If dates such as {unclear} begin with the day, add --date-order dmy; if they "
                "begin with the month, --date-order mdy"
            )
        case several:
            shown = " and ".join(quoted(text) for _, text in several)
            return Advice(f" Dates have two orders, as {shown} show: write them like 2008-10-07.")


def _of_file_type(error: SlateError) -> Advice | None:
    """Return advice on how to convert a file that is no list, with an example to run."""
    match error:
        case OtherEncodingError(likely=[]):
            return Advice(" Save it as UTF-8.")
        case OtherEncodingError(likely=[first, *_]):
            text = f" Name its encoding, which may be {either(error.likely)}:"
            return Advice(text, f"--encoding {first}")
        case CompressedError(name=name, tool=tool) | ArchiveError(name=name, tool=tool):
            return Advice(" Unpack it first:", f"{tool} {_file(name)}")
        case SqliteError(name=name, is_slate=True):
            ledger = _file(f"{name}.slate.ndjson")
            return Advice(" Write that first:", f"slate --db {_file(name)} export {ledger}")
        case SqliteError(name=name):
            export = "'select * from NAME' > NAME.csv"
            command = f"sqlite3 -csv -header {_file(name)} {export}"
            return Advice(" Write one of its tables as CSV:", command)
    return None


def _of_address(name: str, advice: Advice) -> Advice:
    """Return advice on a file of the web: no command that is for files can read an address."""
    if _file(name) not in advice.command:
        return advice
    address = re.sub("(?i)^webcals?(?=://)", "https", name)
    file = PurePath(urlsplit(address).path).name
    return Advice(" Download it first:", f"curl -L -o {_file(file or 'list')} {quote(address)}")


def _of_json(error: SlateError) -> Advice | None:
    """Return advice on how to make slate's own records of JSON, with an example to run."""
    match error:
        case WrappedRecordsError(name=name, path=path, likely=likely):
            if likely:
                return _of_likely_json(name, path, likely)
            command = f"jq {quote(_jq_path(path))} {_file(name)} > records.json"
            return Advice(" Take them out first:", command)
        case UnknownJsonError(name=name, path=path, likely=likely):
            if "title" in likely.values():
                return _of_likely_json(name, path, likely)
            return Advice(
                ' Rewrite it as records of slate, such as {"title": "Soul", "date": "2020-12-25"}; '
                "if it is a list of your own, --as json names what is wrong in it."
            )
    return None


def _of_likely_json(name: str, path: Sequence[str], likely: Mapping[str, str]) -> Advice:
    renamed = ", ".join(f"{field}: {_jq_path([key])}" for key, field in likely.items())
    start, option = (f"{_jq_path(path)} |", "") if path else ("flatten |", "-s ")
    command = f"jq {option}{quote(f'{start} map({{{renamed}}})')} {_file(name)} > records.json"
    return Advice(" Name its fields as slate does, for example:", command)


def _jq_path(keys: Sequence[str]) -> str:
    from json import dumps  # noqa: PLC0415 -- only for such errors

    return "".join(f".{key if _JQ_KEY.fullmatch(key) else dumps(key)}" for key in keys)


def _file(name: str) -> str:
    """Return a file's name as an argument, never like an option; that of a pipe is not known."""
    return "FILE" if name == "stdin" else quote(f"./{name}" if name.startswith("-") else name)


def _of_columns(error: SlateError) -> Advice | None:
    """Return advice on how to describe the columns of a table, with an example to run."""
    match error:
        case DelimiterError(delimiter=delimiter):
            sign = "tab" if delimiter == "\t" else quote(delimiter)
            return Advice(f" Add --delimiter {sign}")
        case ExampleError(example=example, order=order) if example:
            option = _map_option(example)
            text = f"{_rivals(error)} {_why(error)}{_remarks(error)}:"
            return Advice(text, f"{option} --date-order {order}" if order else option)
        case NoHeaderError(columns=1):
            return Advice(
                " Write title in the first line, above it; if it is the header after all: "
                "--map COLUMN=title"
            )
        case NoHeaderError():
            return Advice(" Write the names of the columns in the first line, such as title,date.")
        case TwoColumnsError(field=field):
            return Advice(f" Choose one: --map COLUMN={field}")
    return None


def _why(error: ExampleError) -> str:
    """Return what the map in the example of an error is for."""
    match error:
        case TwoColumnsError():
            return "Choose one, as in"
        case UnknownColumnsError(mapped=0):
            return "To ignore them, map the columns to import, as in"
        case UnknownColumnsError():
            return "Map them"
    return "Name it, as in"


def _remarks(error: ExampleError) -> str:
    """Return what becomes of the columns that the example does not map to a field."""
    remarks = []
    if isinstance(error, UnknownColumnsError) and 0 < error.mapped < len(error.columns):
        remarks.append("the others are ignored")
    if columns := [column for column, field in error.example.items() if not field]:
        look, are = ("look", "they are") if len(columns) > 1 else ("looks", "it is")
        remarks.append(f"{_together(columns)} {look} like the viewer's, so {are} left out")
    return f" ({'; '.join(remarks)})" if remarks else ""


def _rivals(error: ExampleError) -> str:
    """Return which columns may hold the same field, so that the example has none of them."""
    texts = []
    for field, columns in error.rivals.items():
        which = "both" if len(columns) == 2 else "all"  # noqa: PLR2004 -- a pair
        name = field.rpartition(".")[2].replace("_", " ")
        texts.append(f" {_together(columns)} may {which} be the {name}: map one of them.")
    return "".join(texts)


def _together(columns: Sequence[str]) -> str:
    *others, last = (quoted(column) if "," in column else clip(column, 40) for column in columns)
    return f"{', '.join(others)} and {last}" if others else last


def _of_statuses(error: SlateError) -> Advice | None:
    """Return advice on the status words of a refused list, with an option that leaves them out.

    Words of slate's own have another meaning where others are about watching, so those in the list
    are included.
    """
    if not isinstance(error, ImportRefusedError) or not error.statuses:
        return None
    # As above.
    from slate.formats.read.pair_lists import is_exact  # noqa: PLC0415

    shared = [" ".join(word.split()) for word in error.shared]
    words = {plain(one.word): " ".join(one.word.split()) for one in error.statuses}
    words |= {plain(word): word for word in shared}
    if len(words) > _MOST_WORDS or not all(map(is_exact, words.values())):
        return Advice(" Map its words with --map-status, or leave its column out: --map COLUMN=")
    text = ' Map these words to stages, as in "Soon=announced"; nothing after = leaves one out'
    if shared:
        are = "are" if len(shared) > 1 else "is"
        text += f" ({_together(shared)} {are} about watching here, too)"
    return Advice(f"{text}:", f"--map-status {quote(_pairs(dict.fromkeys(words.values(), '')))}")


def _map_option(columns: Mapping[str, str]) -> str:
    return f"--map {quote(_pairs(columns))}"


def _pairs(pairs: Mapping[str, str]) -> str:
    # Imported only for such errors: the module takes some milliseconds to load.
    from slate.formats.read.pair_lists import pairs_text  # noqa: PLC0415

    return pairs_text(pairs)
