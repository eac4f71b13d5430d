"""What holds for the project as a whole: its layers, its start-up, its manual."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from slate.cli.app import COMMANDS
from slate.domain.changes.change_name import ChangeName
from slate.domain.reports.confidences import Confidence
from slate.domain.titles.kinds import Kind
from slate.domain.titles.release_types import ReleaseType
from slate.domain.titles.stages import Stage

ROOT = Path(__file__).parent.parent


def test_imports_follow_the_layers() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([linter, "--no-cache"], capture_output=True, text=True,
                         check=False, cwd=ROOT)  # fmt: skip
    assert ran.returncode == 0, ran.stdout


# Modules whose tests are elsewhere, and why.
UNMIRRORED: dict[str, str] = {}


def test_each_module_has_a_test_file_of_its_own() -> None:
    modules = {
        path.relative_to(ROOT / "slate").as_posix()
        for path in (ROOT / "slate").rglob("*.py")
        if path.name != "__init__.py"
    }
    missing = {
        module
        for module in modules
        if not (ROOT / "tests" / module).with_name(f"test_{module.rpartition('/')[2]}").exists()
    }
    unmirrored = "\n".join(sorted(missing - UNMIRRORED.keys()))
    assert not unmirrored, f"no test file for:\n{unmirrored}"
    assert sorted(UNMIRRORED.keys() - missing) == [], "exceptions that are none"


# Tests of no module: of the project, of all that slate does, and of several commands.
OF_NO_MODULE = (
    "test_contracts.py",
    "test_dependencies.py",
    "test_docs.py",
    "test_readme.py",
    "test_seed.py",
    "properties/",
    "journeys/",
    "benchmarks/",
    "fuzz/",
    "damage/",
    "desk/",
    "browser/",
    "environment/",
    "model/",
)


def test_each_test_file_mirrors_a_module() -> None:
    tests = {path.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}
    adrift = [
        path.as_posix()
        for path in tests
        if not (ROOT / "slate" / path.with_name(path.name.removeprefix("test_"))).exists()
    ]
    assert [path for path in sorted(adrift) if not path.startswith(OF_NO_MODULE)] == []
    unused = [
        each for each in OF_NO_MODULE if not [path for path in adrift if path.startswith(each)]
    ]
    assert unused == [], "exceptions that are none"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_manual_mentions_every_command(command: str) -> None:
    text = (ROOT / "docs" / "manual.md").read_text(encoding="utf-8")
    assert re.search(rf"\bslate(?: --\S+(?: \S+\.db)?)? {command}\b", text), command


def test_the_manual_lists_every_value_of_an_enum() -> None:
    text = (ROOT / "docs" / "manual.md").read_text(encoding="utf-8")
    columns = {"kind": Kind, "release_type": ReleaseType, "confidence": Confidence}
    for name, words in columns.items():
        assert f"| `{name}` | {', '.join(words)} |" in text
    _, _, status = text.partition("The status is one of these stages:")
    assert re.findall(r"`([\w-]+)`", status.split("\n\n")[1]) == list(Stage)
    _, _, changes = text.partition("The types are ")
    assert re.findall(r"`(\w+)`", changes.split("\n\n")[0]) == list(ChangeName)


BELOW = ("domain", "wording", "store", "formats", "remotes", "usecases", "render")
# An option, long or short, or a command as typed.
TYPED = re.compile(rf"(?<!\w)--[a-z]|(?<![\w-])-[a-z] |\bslate (?:{'|'.join(COMMANDS)})\b")


@pytest.mark.parametrize("package", BELOW)
def test_only_the_cli_mentions_options_and_commands(package: str) -> None:
    named = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in sorted((ROOT / "slate" / package).rglob("*.py"))
        for line, text in _texts(ast.parse(path.read_text(encoding="utf-8")))
        if TYPED.search(text)
    ]
    assert not named, f"what is to be typed belongs into slate/cli/advice.py: {named}"


def _texts(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each string in a module, except docstrings."""
    nodes = list(ast.walk(module))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
        ):
            yield node.lineno, node.value


# Modules that take longer to import than most commands take to run.
HEAVY = {"rich", "sqlite_utils", "pydantic", "platformdirs", "json", "csv", "jinja2"}
# What only requests need.
NETWORK = {"urllib3", "truststore", "ssl", "socket", "http.client", "tomlkit", "slate.remotes.link"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        ("list -f tsv", set()),
        ("list -f slugs", set()),
        ("list -f csv", {"csv"}),
        ("upcoming -f json", {"json"}),
        ("list", set()),
        ("upcoming", set()),
        ("next", set()),
        ("log -f tsv", {"json"}),
        ("show we-can-be-heroes -f tsv", {"json"}),
    ],
)
def test_commands_import_only_the_heavy_modules_they_need(
    arguments: str, allowed: set[str]
) -> None:
    assert _imported(arguments, "We Can Be Heroes") <= allowed


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    ["info", "list -f tsv", "import --help", "refresh --help", "import films.csv", "changes"],
)
def test_commands_without_requests_import_nothing_of_the_network(arguments: str) -> None:
    Path("films.csv").write_text("title\nMank\n", encoding="utf-8")
    allowed = {"slate.remotes.link"} if "refresh" in arguments else set()
    found = _imported(arguments, "We Can Be Heroes", *NETWORK) & NETWORK
    assert found <= allowed


@pytest.mark.slow
def test_non_latin_text_imports_rich_only_to_measure_cells() -> None:
    assert _imported("list -f tsv", "\u65e5\u672c\u8a9e") == set()
    assert _imported("list", "\u65e5\u672c\u8a9e") == {"rich"}
    assert _imported("list", "\u65e5\u672c\u8a9e", "rich.console", "rich.table") == {"rich"}


@pytest.mark.slow
def test_edit_imports_advice_only_for_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    found = _imported("edit we-can-be-heroes", "We Can Be Heroes", "slate.cli.advice")
    assert "slate.cli.advice" not in found


@pytest.mark.slow
def test_changes_import_what_runs_a_command_only_to_run_one() -> None:
    runner = "slate.cli.output.piped_command"
    assert runner not in _imported("changes", "We Can Be Heroes", runner)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "typed", "loaded", "printed"),
    [
        ("--help", "", set(), "  digest  "),
        ("help", "", {"help"}, "  digest  "),
        ("help count", "", {"help", "count"}, "  --by "),
        ("info -f tsv", "", {"info"}, "slate.db"),
        ("", "slate li", set(), "list"),
        ("", "slate count --b", {"count"}, "--by"),
    ],
)
def test_only_the_command_that_is_asked_for_is_loaded(
    arguments: str, typed: str, loaded: set[str], printed: str
) -> None:
    """The help and completion list the others, of which loading all takes a tenth of a second."""
    script = f"""
import sys
from slate.__main__ import run
run({arguments.split()!r})
print(*(name for name in sys.modules if name.startswith("slate.cli.commands.")), file=sys.stderr)
"""
    words = typed.split()
    asked = {"_SLATE_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(words),
             "COMP_CWORD": str(len(words) - 1)} if typed else {}  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True, text=True, check=True, env=os.environ | asked,
    )  # fmt: skip
    assert {name.rpartition(".")[2] for name in ran.stderr.split()} == loaded
    assert printed in ran.stdout


def _imported(arguments: str, title: str, *further: str) -> set[str]:
    """Run a command in a new process and return which modules of HEAVY it imported."""
    script = f"""
import sys
from slate.cli.main import main
assert main({["--db", "slate.db", *arguments.split()]!r}) == 0
print(*({HEAVY!r} | set({further!r})) & sys.modules.keys(), file=sys.stderr)
"""
    if not Path("slate.db").exists():
        subprocess.run(
            [sys.executable, "-m", "slate", "--db", "slate.db", "add", title, "-d", "2021-02"],
            check=True, capture_output=True,
        )  # fmt: skip
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout
    return set(ran.stderr.split())


# A module as named in prose, with some of its parent folders: `store/file/schema.py`.
_MODULE = re.compile(r"[\w./-]*\b\w+\.py\b")


def test_every_module_named_in_the_project_exists() -> None:
    modules = [path.relative_to(ROOT) for path in (ROOT / "slate").rglob("*.py")]
    tests = [path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py")]
    known = {"/".join(path.parts[at:]) for path in modules + tests for at in range(len(path.parts))}
    naming = [*modules, *ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    missing = [
        f"{path}: {name}"
        for path in naming
        for name in _MODULE.findall((ROOT / path).read_text(encoding="utf-8"))
        if name not in known
    ]
    assert missing == []


# What readers of code look for at the start: "Return ...", "Whether ...", "Parse ...".
_PRIVATE_VERBS = {"Give", "Tell", "Say", "Take", "Let", "Hear", "Part", "Hand", "Look"}


@pytest.mark.slow
def test_no_docstring_begins_with_a_private_verb() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {docstring.splitlines()[0]}"
        for folder in ("slate", "tests")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for docstring in _docstrings(ast.parse(path.read_text(encoding="utf-8")))
        if docstring.split()[0].removesuffix("s") in _PRIVATE_VERBS
    ]
    assert found == []


def _docstrings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = ast.get_docstring(node)
            if docstring:
                yield docstring
