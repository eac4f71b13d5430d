"""Times of programs as a picture: for each task, a line for each program, both axes logarithmic."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from math import log10

# (program, task, items) -> seconds
Times = Mapping[tuple[str, str, int], float]

_WIDTH, _HEIGHT = 320, 300  # of a panel, in pixels, with its margins
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 84, 34, 36
_LINE = 13  # pixels between two names
_COLORS = ("#c2410c", "#1d4ed8", "#047857", "#7c3aed", "#a16207", "#be185d", "#475569")
_STYLE = """
svg { background: #fff; color: #1f2328; font: 12px system-ui, sans-serif }
text { fill: currentColor }
.grid { stroke: #d0d7de } .small { font-size: 10px }
.name { paint-order: stroke; stroke: #fff; stroke-width: 3px }
@media (prefers-color-scheme: dark) {
  svg { background: #0d1117; color: #e6edf3 }
  .grid { stroke: #30363d } .name { stroke: #0d1117 }
  .program { filter: brightness(1.6) }
}
"""


def picture(times: Times, tasks: Iterable[str]) -> str:
    """Return a picture as SVG: a panel for each of the tasks."""
    shown = [task for task in tasks if any(task == other for _, other, _ in times)]
    programs = list(dict.fromkeys(program for program, _, _ in times))
    width = _WIDTH * len(shown)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}" role="img">',
        f"<title>{escape(_title(programs, shown))}</title><style>{_STYLE}</style>",
        *(
            line
            for place, task in enumerate(shown)
            for line in _panel(times, task, programs, place * _WIDTH)
        ),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _title(programs: list[str], tasks: list[str]) -> str:
    return f"Times of {', '.join(programs)} for: {', '.join(tasks)}"


def _panel(times: Times, task: str, programs: list[str], left: int) -> Iterator[str]:
    points = {
        program: sorted(
            (items, seconds * 1_000)
            for (name, other, items), seconds in times.items()
            if (name, other) == (program, task)
        )
        for program in programs
    }
    sizes = sorted({items for found in points.values() for items, _ in found})
    spent = [taken for found in points.values() for _, taken in found]
    lowest, highest = int(log10(min(spent))), int(log10(max(spent))) + 1
    first, last = log10(sizes[0]), max(log10(sizes[-1]), log10(sizes[0]) + 1)

    def x(items: int) -> float:
        share = (log10(items) - first) / (last - first)
        return left + _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(taken: float) -> float:
        share = (log10(taken) - lowest) / (highest - lowest)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    yield f'<text x="{left + _LEFT}" y="18" font-weight="bold">{escape(task)}</text>'
    for power in range(lowest, highest + 1):
        at, right = y(10**power), left + _WIDTH - _RIGHT
        yield f'<line class="grid" x1="{left + _LEFT}" x2="{right}" y1="{at:.1f}" y2="{at:.1f}"/>'
        yield (
            f'<text class="small" x="{left + _LEFT - 5}" y="{at + 3:.1f}" text-anchor="end">'
            f"{_duration(10**power)}</text>"
        )
    for items in sizes:
        yield (
            f'<text class="small" x="{x(items):.1f}" y="{_HEIGHT - 18}" text-anchor="middle">'
            f"{items:,}</text>"
        )
    lowest_name: dict[int, float] = {}  # by number of items; names are one below the other
    ends = sorted(
        ((found[-1], program) for program, found in points.items() if found),
        key=lambda end: -end[0][1],
    )
    for (items, taken), program in ends:
        color = _COLORS[programs.index(program) % len(_COLORS)]
        line = " ".join(f"{x(size):.1f},{y(each):.1f}" for size, each in points[program])
        yield (
            f'<polyline class="program" fill="none" stroke="{color}" stroke-width="2"'
            f' points="{line}"/>'
        )
        yield from (
            f'<circle class="program" cx="{x(size):.1f}" cy="{y(each):.1f}" r="2.5"'
            f' fill="{color}"/>'
            for size, each in points[program]
        )
        at = max(y(taken) + 4, lowest_name.get(items, 0) + _LINE)
        lowest_name[items] = at
        yield (
            f'<text class="program name" x="{x(items) + 7:.1f}" y="{at:.1f}" style="fill: {color}">'
            f"{escape(program)}</text>"
        )


def _duration(milliseconds: int) -> str:
    return f"{milliseconds} ms" if milliseconds < 1_000 else f"{milliseconds // 1_000} s"
