from importlib import util
from typing import Any

import pytest

from slate.formats.errors import FileError
from slate.formats.write.digest_template import DigestTemplate
from slate.formats.write.digest_values import digest_values
from tests.formats.write.digests import DIGEST, with_text


def rendered(source: str, name: str = "news.md", **options: Any) -> str:  # noqa: ANN401
    return DigestTemplate(name, source, **options).render(digest_values(DIGEST))


def error_of(source: str) -> str:
    with pytest.raises(FileError) as caught:
        rendered(source)
    return str(caught.value)


def test_a_template_gets_the_values() -> None:
    source = """\
{{ digest.title }}
{% for section in digest.sections %}
  {% for item in section.items %}
{{ section["heading"] }}: {{ item.title }}, {{ item.phrases[0].text }}
  {% endfor %}
{% endfor %}"""
    assert (
        rendered(source)
        == """\
What is new on the slate, 1 to 7 January 2021
Slipped: Soul, now Friday 22 January
Coming, 7 to 13 January 2021: Heat, film on Hulu
Coming, 7 to 13 January 2021: Mank,\x20
Coming, 7 to 13 January 2021: Dune, film in theaters
Coming, 7 to 13 January 2021: Up, film on Disney+
"""
    )


def test_a_text_ends_with_a_line_break_unless_it_is_empty() -> None:
    assert rendered("a") == "a\n"
    assert rendered("a\n") == "a\n"
    assert rendered("{% set a = 1 %}") == ""


@pytest.mark.parametrize(
    ("name", "is_html", "expected"),
    [
        ("news.html", False, "&lt;b&gt;\n"),
        ("NEWS.HTM", False, "&lt;b&gt;\n"),
        ("feed.xml", False, "&lt;b&gt;\n"),
        ("news.j2", True, "&lt;b&gt;\n"),
        ("news.html.j2", False, "<b>\n"),
        ("news.md", False, "<b>\n"),
    ],
)
def test_text_is_escaped_for_html(name: str, *, is_html: bool, expected: str) -> None:
    template = DigestTemplate(name, "{{ digest.title }}", is_html=is_html)
    assert template.render(digest_values(with_text("<b>"))) == expected


def test_the_filter_for_markdown_escapes() -> None:
    template = DigestTemplate("news.md", "{{ digest.title | markdown }}")
    assert (
        template.render(digest_values(with_text("*a* [b] \u202e"))) == "\\*a\\* \\[b\\] \\\\u202e\n"
    )


def test_the_filter_for_markdown_takes_any_value() -> None:
    template = DigestTemplate("news.md", "[{{ none | markdown }}{{ 5 | markdown }}]")
    assert template.render(digest_values(with_text("x"))) == "[5]\n"


@pytest.mark.parametrize(
    ("begin", "end", "depth"),
    [("{% for a in [1] %}", "{% endfor %}", 40), ("{% if 1 %}", "{% endif %}", 120)],
)
def test_blocks_that_are_nested_too_deeply_are_refused(begin: str, end: str, depth: int) -> None:
    assert error_of(begin * depth + end * depth) == "news.md: is nested too deeply."


NO_VALUE = (
    "there is no value {} here; there are title, begins, ends, as_of, sources, foot, sections."
)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{{ x }}", "line 1: 'x' is undefined."),
        ("\n\n{{ digest.titel }}", f"line 3: {NO_VALUE.format('titel')}"),
        ('{{ digest["titel"] }}', f"line 1: {NO_VALUE.format('titel')}"),
        ("{{ digest.__class__ }}", f"line 1: {NO_VALUE.format('__class__')}"),
        ("{{ digest.update({'a': 1}) }}", f"line 1: {NO_VALUE.format('update')}"),
        ("{{ digest | attr('clear') }}",
         f"line 1: {NO_VALUE.format('clear')}"),
        ("{{ digest.title.__class__ }}",
         "line 1: access to attribute '__class__' of 'str' object is unsafe."),
        ("{{ '{0.__class__}'.format(digest.title) }}",
         "line 1: access to attribute '__class__' of 'str' object is unsafe."),
        ("{{ digest.sections.append(1) }}", "line 1: 'tuple object' has no attribute 'append'."),
        ("a\n{% for %}", "line 2: Expected an expression, got 'end of statement block'."),
        ('{% include "/etc/passwd" %}',
         "line 1: a template cannot use another file: /etc/passwd."),
        ('a\n{% extends "b" %}', "line 2: a template cannot use another file: b."),
        ('{% import "os" as os %}', "line 1: a template cannot use another file: os."),
        ("{% for i in range(999999) %}{% endfor %}",
         "line 1: Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000)."),
        ("{% macro a() %}{{ a() }}{% endmacro %}\n{{ a() }}", "line 1: calls itself too often."),
        ("{{ 'a' * 9999999 }}", "line 1: a product of more than 1,000,000 characters."),
        ("{{ 9999999 * [1] }}", "line 1: a product of more than 1,000,000 characters."),
        ("{{ 9 ** 999999 }}", "line 1: a power with an exponent above 100."),
        *((f"{{{{ {wide} }}}}", "line 1: a text of more than 1,000,000 characters.") for wide in (
            "'%99999999999999s' | format(1)", "'%*d' | format(10**9, 1)", "'%9999999d' % 1",
            "'%*d' % (10**9, 1)", "'{:>9999999}'.format(1)", "'{x:{w}}'.format(x=1, w=9999999)",
            "'a'.zfill(9999999)", "'a'.ljust(9999999)", "'a' | center(9999999)",
            "'a' | indent(width=9999999)", "'%" + "9" * 5_000 + "d' % 1",
        )),
        ("{{ 'a'.replace('a', 'b' * 999999).replace('b', 'c' * 999999) }}",
         "line 1: needs too much memory."),
        ("{{ 1 / 0 }}", "line 1: division by zero."),
        ("{{ digest[1] }}", f"line 1: {NO_VALUE.format('1')}"),
        ("{% if " + "not " * 5_000 + "x %}{% endif %}", "is nested too deeply."),
        ("{{ digest.title | nope }}", "line 1: No filter named 'nope'."),
    ],
    ids=lambda text: text[:30],
)  # fmt: skip
def test_each_error_is_one_line_with_its_line_in_the_template(source: str, reason: str) -> None:
    assert error_of(source) == f"news.md: {reason}"


def test_small_products_and_powers_are_allowed() -> None:
    assert rendered("{{ '-' * 3 }}{{ 2 * 3 }}{{ 2 ** 10 }}{{ 2 * [1] }}") == "---61024[1, 1]\n"


def test_texts_of_some_width_are_allowed() -> None:
    forms = ("'12345678'.zfill(9)", "'%5d' % 1", "'%*d' % (2, 7)", "'{:>3}'.format('1234567')",
             "'a'.center(3)", "'a' | center(3)", "'a' | indent(2, first=true)",
             "'%d' | format(12345678) | upper")  # fmt: skip
    found = rendered("".join(f"[{{{{ {form} }}}}]" for form in forms))
    assert found == "[012345678][    1][ 7][1234567][ a ][ a ][  a][12345678]\n"


def test_jinja_is_needed_only_for_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slate.formats.write.digest_template.find_spec", lambda _: None)
    assert error_of("a") == (
        "news.md: is a template; rendering it needs another package. "
        "Run: pip install 'jinja2>=3.1,<4'"
    )
    assert util.find_spec("jinja2") is not None
