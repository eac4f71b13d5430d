"""A digest in a form of one's own: a template of Jinja, in a sandbox. Needs the extra `html`.

A template gets nothing but the values of `digest_values.py`: no object of slate, no other file. It
can neither call what is private nor change anything.
"""

import re
from collections.abc import Callable
from functools import wraps
from importlib.util import find_spec
from pathlib import PurePath
from types import TracebackType
from typing import TYPE_CHECKING, Any

from slate.domain.text import safe
from slate.formats.errors import FileError

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from slate.formats.write.digest_values import Values

_HTML_SUFFIXES = frozenset({".html", ".htm", ".xml"})
_COMPILED = "<template>"  # the name of the file in a traceback
_SIZE = 1_000_000  # characters or members that a product may have
_POWER = 100
_WIDTH = re.compile(r"\d{7,}")  # of a form such as `%1000000d`
_STARRED = re.compile(r"%\S*\*|:[^}]*\{")  # a form with a width among its values
_LONGEST_WIDTH = 18  # digits: Python refuses to read numbers of thousands of them


class DigestTemplate:
    """A template that is ready to be rendered."""

    def __init__(self, name: str, source: str, *, is_html: bool = False) -> None:
        """Compile a template; `name` is that of its file, which decides about escaping, too.

        Raises FileError, with the line, for wrong syntax, and if Jinja is not installed.
        """
        if find_spec("jinja2") is None:
            reason = "is a template; rendering it needs another package"
            raise FileError(name, f"{reason}. Run: pip install 'jinja2>=3.1,<4'")
        from jinja2 import TemplateSyntaxError  # noqa: PLC0415 -- an extra

        self._name = name
        escapes = is_html or PurePath(name.lower()).suffix in _HTML_SUFFIXES
        try:
            self._template: Template = _environment(escapes=escapes).from_string(source)
        except TemplateSyntaxError as error:
            raise self._error(error.lineno, error.message or "wrong syntax") from None
        except (RecursionError, SyntaxError):  # Python allows 20 loops in each other
            raise FileError(name, "is nested too deeply.") from None

    def render(self, values: "Values") -> str:
        """Return the text, which ends with a line break; raise FileError if that fails."""
        from jinja2 import TemplateNotFound  # noqa: PLC0415 -- an extra

        try:
            text = self._template.render(digest=values)
        except TemplateNotFound as error:
            line = _line_of(error.__traceback__)
            reason = f"a template cannot use another file: {error.name}"
            raise self._error(line, reason) from None
        except RecursionError as error:
            raise self._error(_line_of(error.__traceback__), "calls itself too often") from None
        except MemoryError as error:
            raise self._error(_line_of(error.__traceback__), "needs too much memory") from None
        except Exception as error:  # noqa: BLE001 -- whatever an expression in it may raise
            reason = str(error) or type(error).__name__
            raise self._error(_line_of(error.__traceback__), reason) from None
        return text if not text or text.endswith("\n") else f"{text}\n"

    def _error(self, line: int | None, reason: str) -> FileError:
        first = safe(" ".join(reason.split())).rstrip(".")
        where = f"line {line}: " if line else ""
        return FileError(self._name, f"{where}{first}.")


def _line_of(traceback: TracebackType | None) -> int | None:
    """Return the line of the template that failed: the last one in a traceback, if there is one."""
    found = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _COMPILED:
            found = traceback.tb_lineno
        traceback = traceback.tb_next
    return found


def _refuse_huge(form: str, *values: Any) -> None:  # noqa: ANN401 -- whatever there is
    """Raise SecurityError if a text is formatted, filled or indented to a huge width.

    The width is in the form, or among the values: of `%*d`, of `{:{}}`, or without any form.
    """
    from jinja2.exceptions import SecurityError  # noqa: PLC0415 -- an extra

    widths = [int(digits[-_LONGEST_WIDTH:]) for digits in _WIDTH.findall(form)]
    for value in values if not form or _STARRED.search(form) else ():
        several = value if isinstance(value, tuple) else [value]
        widths += [one for one in several if isinstance(one, int)]
    if any(abs(width) > _SIZE for width in widths):
        raise SecurityError(f"a text of more than {_SIZE:,} characters")


def _refuse_huge_number(operator: str, left: Any, right: Any) -> None:  # noqa: ANN401 -- the same
    """Raise SecurityError for a huge power, or a huge product of a text or a list."""
    from jinja2.exceptions import SecurityError  # noqa: PLC0415 -- an extra

    if operator == "**" and isinstance(right, int) and right > _POWER:
        raise SecurityError(f"a power with an exponent above {_POWER}")
    for many, times in ((left, right), (right, left)):
        if (
            operator == "*"
            and isinstance(times, int)
            and isinstance(many, str | list | tuple)
            and len(many) * times > _SIZE
        ):
            raise SecurityError(f"a product of more than {_SIZE:,} characters")


def _limited(name: str, known: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that refuses to make a text of a huge width, and is otherwise as known."""

    @wraps(known)  # Jinja marks what a filter needs beside its value
    def apply(value: Any, *values: Any, **named: Any) -> Any:  # noqa: ANN401 -- whatever there is
        _refuse_huge(str(value) if name == "format" else "", *values, *named.values())
        return known(value, *values, **named)

    return apply


def _environment(*, escapes: bool) -> "Environment":
    from jinja2 import DictLoader, StrictUndefined  # noqa: PLC0415 -- an extra
    from jinja2.runtime import Context, Undefined  # noqa: PLC0415 -- the same
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 -- the same

    from slate.formats.write.digest_values import Values  # noqa: PLC0415 -- only for templates
    from slate.formats.write.markdown import prose  # noqa: PLC0415 -- the same

    class _Sandbox(ImmutableSandboxedEnvironment):
        """A sandbox in which values are found by name, and no result is huge."""

        intercepted_binops = frozenset({"*", "**", "%"})

        def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 -- whatever there is
            """Return a value by its name: `items` is that of a section, not a method."""
            if not isinstance(obj, Values):
                return super().getattr(obj, attribute)
            return obj[attribute] if attribute in obj else _missing(self, obj, attribute)

        def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 -- the same
            if isinstance(obj, Values):
                return self.getattr(obj, str(argument))
            return super().getitem(obj, argument)

        def call_binop(
            self,
            context: Context,
            operator: str,
            left: Any,  # noqa: ANN401 -- the same
            right: Any,  # noqa: ANN401 -- the same
        ) -> Any:  # noqa: ANN401 -- the same
            """Return a product, a power or a formatted text; raise SecurityError if it is huge."""
            if operator == "%" and isinstance(left, str):
                _refuse_huge(left, right)
            _refuse_huge_number(operator, left, right)
            return super().call_binop(context, operator, left, right)

        def call(
            self,
            context: Context,
            called: Any,  # noqa: ANN401 -- the same
            *values: Any,  # noqa: ANN401 -- the same
            **named: Any,  # noqa: ANN401 -- the same
        ) -> Any:  # noqa: ANN401 -- the same
            """Call a method or a macro; raise SecurityError for a text that would be huge."""
            # Jinja wraps the methods `format` and `format_map`.
            method = getattr(called, "__wrapped__", called)
            if isinstance(text := getattr(method, "__self__", None), str):
                form = text if method.__name__.startswith("format") else ""
                _refuse_huge(form, *values, *named.values())
            return super().call(context, called, *values, **named)

    def _missing(environment: _Sandbox, values: Values, name: str) -> Undefined:
        reason = f"there is no value {name} here; there are {', '.join(values)}"
        return environment.undefined(reason, name=name)

    environment = _Sandbox(
        loader=DictLoader({}),  # so that nothing can be included
        autoescape=escapes,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        name: _limited(name, environment.filters[name]) for name in ("center", "format", "indent")
    }
    environment.filters["markdown"] = lambda value: "" if value is None else prose(str(value))
    return environment
