"""What the documents for maintainers name exists: paths, modules, names and pinned tools.

Module files that any document names are checked in tests/test_contracts.py.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GLOSSARY = ROOT / "docs" / "glossary.md"
DOCUMENTS = (
    ROOT / "CONTRIBUTING.md",
    ROOT / "docs" / "architecture.md",
    ROOT / "docs" / "benchmarks.md",
    ROOT / "docs" / "reliability.md",
    ROOT / "docs" / "threats.md",
    ROOT / "SECURITY.md",
    GLOSSARY,
    *sorted((ROOT / "docs" / "decisions").glob("*.md")),
)

# Blocks of code, and code between words.
_CODE = re.compile(r"^```.*?^```|`[^`]+`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
# A path with a slash (dates begin with a digit), or a file of the project itself.
_PATH = re.compile(r"(?!\d)[\w.-]+/(?:[\w.-]+/)*[\w.-]*|[\w.-]+\.(?:md|py|toml|txt|ya?ml)")
# What is made by the commands that are named.
_MADE = (".venv/", "dist/")
# What users have in their folder of settings.
_OF_USERS = {"config.toml", "keys.toml"}
_DOTTED = re.compile(r"slate(?:\.[a-zA-Z_]\w*)+")
_RUN = re.compile(r"-m (tests(?:\.\w+)+)")
# Files: a user's slate, its web page, and a module.
_NO_MODULES = {"slate.db", "slate.html", "slate.py"}


def _words(text: str) -> Iterator[str]:
    """Yield the words of all code in a text."""
    for code in _CODE.findall(text):
        yield from re.split(r"[\s`'\"=,;()]+", code)


def _known_paths() -> set[str]:
    """Return the paths of the project, each with some of the folders above it: `store/file`."""
    folders = ("slate", "tests", "docs", ".ci", ".github")
    paths = [path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*")]
    named = [Path(folder) for folder in folders] + [Path(path.name) for path in ROOT.glob("*.*")]
    return {
        "/".join(path.parts[at:]) for path in paths + named for at in range(len(path.parts))
    } | set(folders)


def _is_there(dotted: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:end]))
        except ImportError:
            continue
        for name in parts[end:]:
            if not hasattr(found, name):
                return False
            found = getattr(found, name)
        return True
    return False


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_each_path_that_a_document_names_is_there(document: Path) -> None:
    known = _known_paths() | _OF_USERS
    text = document.read_text(encoding="utf-8")
    named = {word for word in _words(text) if _PATH.fullmatch(word) and not word.startswith(_MADE)}
    assert [word for word in sorted(named) if word.rstrip("/") not in known] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_each_module_that_a_document_names_is_there(document: Path) -> None:
    words = set(_words(document.read_text(encoding="utf-8"))) - _NO_MODULES
    named = sorted(word for word in words if _DOTTED.fullmatch(word))
    assert [word for word in named if not _is_there(word)] == []


def test_each_command_for_maintainers_is_there() -> None:
    """`python -m tests.fuzz` runs a module, or the `__main__` of a package."""
    texts = [path.read_text(encoding="utf-8") for path in (*DOCUMENTS, ROOT / ".ci" / "run")]
    named = {name for text in texts for name in _RUN.findall(text)}
    assert {"tests.fuzz", "tests.damage.crash_points"} <= named
    paths = {name: ROOT / name.replace(".", "/") for name in named}
    assert [
        name
        for name, path in paths.items()
        if not (path.with_suffix(".py").is_file() or (path / "__main__.py").is_file())
    ] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_each_link_of_a_document_leads_to_a_file(document: Path) -> None:
    links = _LINK.findall(document.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (document.parent / link).exists()] == []


def test_paths_modules_and_links_are_found() -> None:
    text = "See `store/file/` and `tests.readme`.\n```sh\npytest tests/cli -k 'a'\n```\n[x](a.md#b)"
    words = list(_words(text))
    assert [word for word in words if _PATH.fullmatch(word)] == ["store/file/", "tests/cli"]
    assert not _PATH.fullmatch("2021-06/..")
    assert _LINK.findall(text) == ["a.md"]
    assert _is_there("slate.store.ledger.Ledger")
    assert not _is_there("slate.store.ledger.Books")
    assert not _is_there("slate.books")


def test_the_decisions_are_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = _LINK.findall((folder / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(p.name for p in folder.glob("*.md") if p.name != "README.md")


# What slate promises, with the tests behind each line.
PROMISES = (ROOT / "docs" / "reliability.md", ROOT / "docs" / "threats.md")
_LINE = re.compile(r"^(?:-|\d+\.) .*\n(?:(?:  .*)?\n)*", re.MULTILINE)
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def _tests_in(path: Path) -> set[str]:
    """Return the names of the tests in a file; they are not run."""
    found = ast.parse(path.read_text(encoding="utf-8")).body if path.exists() else []
    return {one.name for one in found if isinstance(one, ast.FunctionDef)}


@pytest.mark.parametrize("document", PROMISES, ids=lambda path: path.name)
def test_each_test_behind_a_promise_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = dict.fromkeys(_TEST.findall(text))
    files = {path: _tests_in(ROOT / path) for path, _ in named}
    assert [f"{path}::{name}" for path, name in named if name not in files[path]] == []
    # What looks like a test, and is not written so that it is checked.
    assert text.count("::test_") == len(_TEST.findall(text)) + text.count("::test_...")


@pytest.mark.parametrize("document", PROMISES, ids=lambda path: path.name)
def test_no_promise_is_without_a_test(document: Path) -> None:
    lines = _LINE.findall(document.read_text(encoding="utf-8"))
    assert len(lines) > 40
    assert [line for line in lines if not _TEST.search(line)] == []


def test_lines_and_tests_of_promises_are_found(tmp_path: Path) -> None:
    text = "# A\n\n1. One\n   (`tests/a.py::test_b`)\n- Two\n  two\n\nNot covered: three.\n"
    assert _LINE.findall(text) == ["1. One\n   (`tests/a.py::test_b`)\n", "- Two\n  two\n\n"]
    assert _TEST.findall(text) == [("tests/a.py", "test_b")]
    path = tmp_path / "a.py"
    assert _tests_in(path) == set()
    path.write_text("def test_b(): ...\nclass C: ...\n", encoding="utf-8")
    assert _tests_in(path) == {"test_b"}


def _entries() -> dict[str, str]:
    """Return the entries of the glossary by their terms."""
    text = GLOSSARY.read_text(encoding="utf-8")
    found = re.findall(r"^- \*\*(.+?)\*\*(.*?)(?=^- \*\*|\Z)", text, re.MULTILINE | re.DOTALL)
    return dict(found)


def test_the_glossary_is_in_alphabetical_order() -> None:
    terms = [term.casefold() for term in _entries()]
    assert len(terms) > 80
    assert terms == sorted(terms)


@pytest.mark.parametrize("term", _entries())
def test_a_term_of_the_glossary_names_its_module(term: str) -> None:
    words = re.findall(r"`([^`]+)`", _entries()[term])
    modules = [ROOT / "slate" / word for word in words if word.endswith(".py")]
    assert modules, "no module"
    texts = "".join(module.read_text(encoding="utf-8") for module in modules)
    classes = [name for word in words if re.fullmatch(r"[A-Z][a-z]\w*", name := word.split(".")[0])]
    assert [name for name in classes if not re.search(rf"\b{name}\b", texts)] == []


def _name_of(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement)[0]


def test_each_development_tool_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    of_users = {
        _name_of(each) for name, needs in extras.items() if name != "test" for each in needs
    }
    tools = {_name_of(each) for each in extras["test"] + project["dependency-groups"]["dev"]}
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in pinned if not re.fullmatch(r"[\w-]+==[\w.]+", line)] == []
    assert sorted(tools - of_users - {line.partition("==")[0] for line in pinned}) == []


def test_ci_and_contributors_install_the_pinned_tools() -> None:
    for name in (".ci/run", "CONTRIBUTING.md"):
        assert "constraints.txt" in (ROOT / name).read_text(encoding="utf-8"), name
