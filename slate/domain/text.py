"""Text from users and other programs: how it is cleaned, compared and displayed.

Each function has one purpose: `clean` is for input; `folded`, `slugify`, `search_key` and
`searched` are for comparison; `safe` is for output to a terminal.
"""

import re
from functools import lru_cache

from slate.domain.errors import TextError
from slate.domain.quoting import clip
from slate.domain.secrets import has_secret

# The cache pays off because storing a title folds it about a dozen times.
remembered = lru_cache(maxsize=1_024)

LINE_LIMIT = 4_000
NOTE_LIMIT = 20_000
SLUG_LIMIT = 80

# Fields whose names are words of everyday English.
_EVERYDAY_WORDS = frozenset(
    {"title", "platform", "source", "author", "note", "person", "search", "tag", "region"}
)
# Patterns are compiled on first use: commands that only list clean no text.
# Blanks that stand for one blank. Other separators (U+2028, U+000B ...) are
# controls and refused: nobody types them, and terminals act on them.
_BLANKS = "[\t\n\r \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+"
_REFUSED = "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]"
# Letters that are variants of others, but have no marks that Unicode separates.
_PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Characters that move the cursor, reorder a line or hide text. The joiners U+200C and U+200D
# are not among them: Persian and emoji need them.
_UNSAFE = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"


def clean(field: str, text: str, limit: int = LINE_LIMIT) -> str:
    """Collapse runs of whitespace, trim the ends, and check that the text can be stored.

    Raises TextError, which names the field, if no visible text is left, or if the text is over
    `limit` characters long, has a control character, or half of a character (invalid UTF-8).
    """
    if not (text.isascii() and text.isprintable()) or "  " in text:
        text = re.sub(_BLANKS, " ", text)
    text = text.strip(" ")
    if not text or not _is_seen(text):
        raise TextError(_subject(field), "is empty.")
    if len(text) > limit:
        raise TextError(
            _subject(field), f"is {len(text):,} characters long; the limit is {limit:,}."
        )
    if not text.isprintable() and (found := re.search(_REFUSED, text)) is not None:
        code = ord(found[0])
        if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 -- the surrogates, as Unicode names them
            raise TextError(_subject(field), "is not valid UTF-8.")
        raise TextError(_subject(field), f"holds the control character U+{code:04X}. Leave it out.")
    return text


def clean_to_store(field: str, text: str) -> str:
    """Return the text as `clean` does, for storage in the ledger, which keeps it forever.

    Raises TextError, also for a URL with a credential in it.
    """
    text = clean(field, text)
    return _without_secret(field, text, is_value=True)


def clean_note(field: str, text: str) -> str:
    """Return a note as `clean_to_store` does a text: it may be longer, and is read as prose."""
    text = clean(field, text, NOTE_LIMIT)
    return _without_secret(field, text, is_value=False)


def _without_secret(field: str, text: str, *, is_value: bool) -> str:
    """Return the text unchanged; raise TextError for a URL with a credential in it."""
    if has_secret(text, is_value=is_value):
        reason = "holds a password or key, which would be stored forever. Leave it out"
        raise TextError(_subject(field), f"{reason}: {clip(text)}")
    return text


def _subject(field: str) -> str:
    """Return a field as a sentence begins with it: `The title`, but `--credit`."""
    return f"The {field}" if field in _EVERYDAY_WORDS else field


def _is_seen(text: str) -> bool:
    """Whether a text has a visible character: joiners and direction marks are invisible."""
    if text.isascii():
        return True
    from unicodedata import category  # noqa: PLC0415 -- a library that ASCII does not need

    return any(category(character) != "Cf" for character in text)


@remembered
def folded(text: str) -> str:
    """Return the folded text, in which titles are compared: NFKC, casefold, single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    from unicodedata import normalize  # noqa: PLC0415 -- as above

    text = normalize("NFKC", normalize("NFKC", text).casefold())
    return " ".join(text.split())


def plain(word: str) -> str:
    """Return a word as words of closed lists are compared: folded, `_` and `-` as spaces."""
    return " ".join(folded(word).replace("_", " ").replace("-", " ").split())


@remembered
def slugify(text: str) -> str:
    """Return a slug: letters and digits of any script without their marks, the rest as `-`.

    It is never empty: the slug of a text without letters and digits is `untitled`.
    """
    return "-".join(_words(text))[:SLUG_LIMIT].rstrip("-") or "untitled"


@remembered
def search_key(text: str) -> str:
    """Return what is searched for: the words of a text, as in its slug, with single blanks.

    Of a text without letters and digits, its signs are searched for.
    """
    return " ".join(_words(text)).translate(_PLAIN_LETTERS) or folded(text)


@remembered
def searched(name: str) -> str:
    """Return the text in which a name is found by what is searched for.

    After two blanks follows the name with the parts of each word joined ("spiderman"), and so do
    its signs, if it has any.
    """
    texts = [search_key(name)]
    if not name.replace(" ", "").isalnum():
        name = folded(name)
        parts = (_words(part) for part in name.split())
        texts.append(" ".join("".join(words) for words in parts if words).translate(_PLAIN_LETTERS))
        texts.append("".join(re.findall(r"[^\w\s]|_", name)))
    return "  ".join(dict.fromkeys(filter(str.strip, texts)))


@remembered
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text: letters and digits of any script, without their marks."""
    return tuple(re.findall(r"[^\W_]+", _unmarked(folded(text))))


def _unmarked(text: str) -> str:
    """Return a text without the marks of its letters: `Élan` as `Elan`."""
    if text.isascii():
        return text
    from unicodedata import category, normalize  # noqa: PLC0415 -- as above

    parts = normalize("NFKD", text)
    return normalize("NFKC", "".join(part for part in parts if not category(part).startswith("M")))


def safe(text: str) -> str:
    r"""Return the text with what a terminal would act on escaped: `\x1b`, `\u202e`."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_UNSAFE, _escape, text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004 -- one byte


def within_edits(one: str, other: str, most: int) -> bool:
    """Whether two texts differ by at most `most` letters changed, added or dropped."""
    if abs(len(one) - len(other)) > most:
        return False
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1] <= most


def values_in(text: str) -> list[str]:
    """Return the values that commas separate, stripped; empty ones are skipped."""
    return [value for value in map(str.strip, text.split(",")) if value]


def values_or_empty(text: str) -> list[str]:
    """Return the values that commas separate; without any, one that is empty, for the error."""
    return values_in(text) or [""]
