"""Texts and keys in TOML, which the standard library only reads."""

import re

# What TOML reserves, and what would move the cursor, reorder a line or hide text in an editor.
_ESCAPED = re.compile(
    '["\\\\\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]'
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def toml_text(text: str) -> str:
    r"""Return a text as TOML: `"Say \"Cheese\""`; characters that cannot be seen are escaped."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def toml_key(name: str) -> str:
    """Return a name as a key of TOML, in quotes if it needs them: `director`, `"co-writer (2)"`."""
    return name if _BARE.fullmatch(name) else toml_text(name)


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return f"\\{character}" if character in '"\\' else f"\\u{ord(character):04x}"
