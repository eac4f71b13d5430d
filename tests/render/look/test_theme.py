from itertools import combinations

import pytest
from rich.cells import cell_len
from rich.color import Color
from rich.style import Style

from slate.domain.titles.vocabulary import WELL_KNOWN_PLATFORMS
from slate.render.look import theme
from slate.render.look.theme import Meaning, in_ascii, service_style, theme_for

SYSTEMS = ("standard", "256", "truecolor")
SIGNS = tuple(
    value
    for name, value in vars(theme).items()
    if name.isupper() and isinstance(value, str) and not value.startswith("slate.")
)
LEAST = {"truecolor": 4.5, "256": 3.9}


def _styles(colors: str | None) -> dict[str, Style]:
    styles = theme_for(colors).styles
    return {name: style for name, style in styles.items() if name.startswith("slate.")}


def _luminance(color: Color) -> float:
    """Return the relative luminance of a color as WCAG defines it."""
    parts = [part / 255 for part in color.get_truecolor()]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def test_the_contrast_is_that_of_wcag() -> None:
    white, black, gray = (
        _luminance(Color.parse(text)) for text in ("#ffffff", "#000000", "#777777")
    )
    assert _contrast(black, white) == pytest.approx(21)
    assert _contrast(gray, white) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("colors", "least"), LEAST.items())
@pytest.mark.parametrize("background", [0.0, 1.0], ids=["black", "white"])
def test_colors_of_services_are_visible_on_black_and_on_white(
    colors: str, least: float, background: float
) -> None:
    found = {
        name: _contrast(_luminance(style.color), background)
        for name, style in _styles(colors).items()
        if name.startswith("slate.service") and style.color is not None
    }
    assert len(found) > len(WELL_KNOWN_PLATFORMS)
    assert {name: contrast for name, contrast in found.items() if contrast < least} == {}


@pytest.mark.parametrize("colors", [None, "windows", *SYSTEMS])
def test_meanings_have_the_basic_colors_of_every_system(colors: str | None) -> None:
    styles = _styles(colors)
    assert {meaning: str(styles[meaning]) for meaning in Meaning} == {
        Meaning.HEADING: "bold",
        Meaning.HEADER: "dim",
        Meaning.TODAY: "bold reverse",
        Meaning.OFFICIAL: "bold",
        Meaning.VAGUE: "cyan",
        Meaning.RUMOR: "yellow",
        Meaning.LATE: "red",
        Meaning.GOOD: "green",
        Meaning.CANCELED: "dim strike",
        Meaning.QUIET: "dim",
        Meaning.PLAIN: "none",
    }
    assert not any(style.bgcolor for style in styles.values())


@pytest.mark.parametrize("colors", [None, "windows"])
def test_other_color_systems_have_the_basic_colors(colors: str | None) -> None:
    assert _styles(colors) == _styles("standard")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Max", "HBO Max"),
        ("netflix", "NETFLIX"),
        ("Apple TV", "Apple TV+"),
        ("Amazon Prime Video", "Prime Video"),
        ("Mubi", "MUBI"),
    ],
)
def test_other_names_of_a_service_have_its_color(one: str, other: str) -> None:
    assert service_style(one) == service_style(other)


def test_well_known_services_have_colors_of_their_own() -> None:
    styles = _styles("truecolor")
    colors = [styles[service_style(name)].color for name in WELL_KNOWN_PLATFORMS.values()]
    assert len(set(colors)) == len(colors) == 12
    for one, other in combinations(colors, 2):  # also not nearly the same
        assert one is not None
        assert other is not None
        apart = zip(one.get_truecolor(), other.get_truecolor(), strict=True)
        assert sum(abs(a - b) for a, b in apart) >= 50


@pytest.mark.parametrize("colors", SYSTEMS)
@pytest.mark.parametrize("name", ["Mubi", "", "\ud800", "\u5217\u8eca", *WELL_KNOWN_PLATFORMS])
def test_any_service_has_a_style(colors: str, name: str) -> None:
    assert service_style(name) in _styles(colors)


def test_the_color_of_a_service_never_changes() -> None:
    assert [service_style(name) for name in ("Netflix", "Hulu", "Mubi", "Canal+")] == [
        "slate.service0",
        "slate.service1",
        "slate.service36",
        "slate.service58",
    ]


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_have_the_same_width_in_ascii(sign: str) -> None:
    shown = in_ascii(sign)
    assert shown.isascii()
    assert len(shown) == cell_len(sign) == 1


def test_other_texts_stay_as_they_are() -> None:
    text = "Am\u00e9lie \u5217\u8eca [red] \u2026"
    assert in_ascii(text) == "Am\u00e9lie \u5217\u8eca [red] ."
