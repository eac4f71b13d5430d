"""What a batch changed, in a few words."""

from collections import Counter

from slate.cli.output.change_lines import summary_text
from slate.domain.changes.batch_change import BatchChange
from slate.domain.quoting import several
from slate.wording.changes import short_text
from slate.wording.phrases import counted

_WORDS = 3  # differences of one title that are named
_NOTED = "noted"  # of a title: reported on, but nothing that is shown has changed


def batch_text(found: BatchChange) -> str:
    """Return what a batch changed: `cobra-kai-s3: slipped 14 days`, `12 added, 3 slipped`.

    Of too many titles, it is only their number; empty if the batch is about none.
    """
    if found.changes is None:
        return counted(found.titles, "title")
    if len(found.changes) == 1:
        (title,) = found.changes
        words = list(dict.fromkeys(map(short_text, title.differences)))
        return f"{title.slug}: {several(words, _WORDS, '; ') or _NOTED}"
    counts: Counter[str] = Counter()
    for title in found.changes:
        counts.update({difference.name.value for difference in title.differences} or {_NOTED})
    return summary_text(counts) if counts else ""
