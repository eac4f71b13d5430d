"""Errors of web pages."""

from slate.domain.errors import SlateError


class NoTemplatesError(SlateError):
    """The library that fills templates is not installed."""

    def __init__(self) -> None:
        super().__init__("A web page needs jinja2, which is not installed.")
