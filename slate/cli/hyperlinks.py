"""Whether a terminal opens links (OSC 8), which no terminal can be asked."""

from collections.abc import Mapping

# Values of TERM_PROGRAM and TERM, and variables that only some terminals set.
_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"})
_NAMES = frozenset({"xterm-kitty", "xterm-ghostty", "wezterm", "foot", "foot-extra", "contour"})
_VARIABLES = ("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM", "ALACRITTY_WINDOW_ID")
_FIRST_VTE = 5_000  # GNOME Terminal and others: 0.50
_INSIDE_OTHERS = ("screen", "tmux")  # these need not pass links on, whatever is around them


def opens_links(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is one of those that are known to open links.

    `FORCE_HYPERLINK` overrides that, as it does for other programs, and `NO_COLOR` means none.
    """
    if environment.get("NO_COLOR"):
        return False
    if forced := environment.get("FORCE_HYPERLINK"):
        return forced != "0"
    name = environment.get("TERM", "")
    if name.startswith(_INSIDE_OTHERS):
        return False
    version = environment.get("VTE_VERSION", "")
    return (
        environment.get("TERM_PROGRAM") in _PROGRAMS
        or name in _NAMES
        or any(environment.get(variable) for variable in _VARIABLES)
        or (version.isdecimal() and int(version) >= _FIRST_VTE)
    )
