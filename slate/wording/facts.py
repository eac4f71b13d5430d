"""The name of a fact of a title, for a message."""

from collections.abc import Mapping

from slate.domain.ledger.patch import MEMBER, Path
from slate.domain.titles.identity import distinct_name_in
from slate.domain.titles.members import parts_of
from slate.domain.titles.release_key import ReleaseKey
from slate.wording.phrases import on_text


def fact_text(path: Path, keys: Mapping[str, ReleaseKey]) -> str:
    """Return the name of the fact at a path: `year`, `ids imdb`, `date (Netflix)`.

    `keys` are the keys of releases by their folded text.
    """
    if path[0] == "links":
        relation, key = parts_of(path[1])
        return f"{relation} {distinct_name_in(key)}"
    if path[0] != "releases":
        return " ".join(path)
    what = "release" if len(path) == MEMBER else path[-1]
    where = on_text(keys[path[1]])
    return f"{what} ({where})" if where else what
