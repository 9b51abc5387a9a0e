"""The promises of the house: layers, what `rj log` loads, help for every command, the README's commands, no network."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import grimp
import pytest

from relational_journal.cli.commands import COMMANDS, build
from tests.support.fresh_python import last_on_stderr
from tests.support.sources import PACKAGE, sources

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("rich", "sqlite_utils", "questionary", "prompt_toolkit", "jinja2", "dateutil", "pydantic", "tomllib", "typst")
FILES = sorted(PACKAGE.rglob("*.py"))


def test_imports_point_down() -> None:
    """The rule, its floors and its exceptions stand in pyproject.toml; docs/architecture.md draws it."""
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_no_imports_go_round_in_a_circle() -> None:
    """Those inside functions and those for types count as well."""
    graph = grimp.build_graph("relational_journal", cache_dir=None)
    waiting = {module: set(graph.find_modules_directly_imported_by(module)) - {module} for module in graph.modules}
    # Whoever imports nothing that is left is in no circle; what stays at the end is.
    while free := {module for module, imported in waiting.items() if not imported & waiting.keys()}:
        waiting = {module: imported for module, imported in waiting.items() if module not in free}

    assert sorted(waiting) == []


def test_every_module_opens_with_what_it_is_for() -> None:
    first_lines = {path: (source.docstring or "").partition("\n")[0].strip() for path, source in sources().items()}

    assert len(first_lines) > 300
    assert [str(path.relative_to(PACKAGE)) for path, line in first_lines.items() if not line] == []


def test_nothing_in_the_package_can_reach_a_network() -> None:
    network = {"socket", "ssl", "http", "urllib", "requests", "httpx", "ftplib"}
    reaching = {
        str(path.relative_to(PACKAGE)): found
        for path, source in sources().items()
        if (found := {name.split(".")[0] for name in source.imports} & network)
    }

    assert reaching == {}


ROWS_OF_COMMANDS = [name for section in COMMANDS.values() for name in section]


@pytest.mark.parametrize("name", ROWS_OF_COMMANDS)
def test_every_command_of_the_table_has_help(name: str) -> None:
    command = build(name)

    assert command.help
    assert command.get_help(command.make_context(name, ["--help"], resilient_parsing=True))


@pytest.mark.parametrize("name", ROWS_OF_COMMANDS)
def test_every_command_stands_in_the_readme(name: str) -> None:
    assert re.search(rf"\brj {name}\b", (ROOT / "README.md").read_text(encoding="utf-8"))


def test_logging_a_sentence_loads_nothing_heavy(rj) -> None:
    rj("log", "The first one.")
    code = (
        "import sys\nfrom relational_journal.cli.app import run\n"
        "left = run(['log', 'Ada rang. We laughed. @ada +c +reached-out'])\n"
        f"print(left, sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )

    assert last_on_stderr(code) == "0 []"


@pytest.mark.parametrize(
    ("line", "is_loaded"),
    [
        (["log", "I did my thing. @ada +c"], False),
        (["log", "I did my thing. +hurt"], True),
        (["log", "I did my thing. +hurt", "--private"], False),
        (["log", "I did my thing. +hurt", "--unsafe"], False),
    ],
)
def test_a_sentence_that_teaches_nothing_does_not_load_the_reader(rj, line: list[str], is_loaded: bool) -> None:
    code = (
        "import sys\nfrom relational_journal.cli.app import run\n"
        f"run({line!r})\n"
        "print('relational_journal.capture.suggest.phrasebook' in sys.modules, file=sys.stderr)"
    )

    assert last_on_stderr(code) == str(is_loaded)


@pytest.mark.parametrize(
    "line",
    [
        ["log", "Ada rang. We laughed. @ada +c"],
        ["log", "I felt small. +small"],
        ["log", "We laughed.", "--with", "Ada", "--when", "yesterday", "--json"],
        [],
    ],
    ids=["words", "tags", "options", "home"],
)
def test_what_is_typed_every_day_does_without_the_command_line_library(rj, line: list[str]) -> None:
    rj("log", "The first one.")
    code = (
        f"import sys\nfrom relational_journal.cli.app import run\nleft = run({line!r})\n"
        "print(left, {'typer', 'inspect', 'subprocess'} & set(sys.modules), file=sys.stderr)"
    )

    assert last_on_stderr(code) == "0 set()"


def test_the_values_of_a_sentence_are_defined_without_compiling_their_types(rj) -> None:
    """A named tuple compiles each type that is written as text, or is so by `from __future__ import annotations`."""
    rj("log", "The first one.")
    code = (
        "import sys, typing\nfound, make = [], typing.ForwardRef.__init__\n"
        "def noted(ref, text, *rest, **named): found.append(text); make(ref, text, *rest, **named)\n"
        "typing.ForwardRef.__init__ = noted\n"
        "from relational_journal.cli.app import run\nrun(['log', 'yesterday 6pm: I felt small. @ada +small'])\n"
        "print(found, file=sys.stderr)"
    )

    assert last_on_stderr(code) == "[]"


def test_a_new_journal_loads_no_data_library_that_happens_to_be_installed(tmp_path: Path) -> None:
    for name in ("pandas", "numpy"):
        (tmp_path / f"{name}.py").touch()
    command = [sys.executable, "-X", "importtime", "-m", "relational_journal", "log", "The first one."]
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    loaded = {line.split("|")[-1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}

    assert "sqlite_utils.db" in loaded
    assert {name.split(".")[0] for name in loaded} & {"pandas", "numpy"} == set()


def test_a_command_that_has_ended_is_not_searched_for_circles(rj) -> None:
    code = (
        "import atexit, gc, sys\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 1000, len(gc.get_objects(2)), file=sys.stderr))\n"
        "sys.argv = ['rj', 'log', 'The first one.']\n"
        "from relational_journal.__main__ import main\nmain()"
    )

    assert last_on_stderr(code) == "True 0"


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys, relational_journal; print(sorted(m for m in sys.modules if m.startswith('relational_journal')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "['relational_journal']"


def test_opening_a_journal_from_python_imports_nothing_that_draws_asks_or_typesets(rj) -> None:
    rj("log", "The first one.")
    code = (
        "import sys, os\nfrom relational_journal import Journal\n"
        "with Journal.open(os.environ['RJ_JOURNAL']) as journal: journal.add('Ada rang. @ada +c')\n"
        "print(sorted({'typer', 'rich', 'questionary', 'prompt_toolkit', 'typst', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_readme_commands_are_the_ones_that_are_run_on_every_change() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    main_job = next(line for line in lines if "rj demo" in line)
    tests = next(line for line in lines if "pytest" in line)
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert re.fullmatch(r"python3 -m venv \.venv && .* rj demo|python3 -m venv \.venv && .*/rj demo", main_job)
    assert re.fullmatch(r"python3 -m venv \.venv && .*/pytest -n auto", tests)
    assert 'grep -m1 "rj demo" README.md' in script
    assert "grep -m1 pytest README.md" in script


def test_the_python_lines_of_the_readme_run_as_they_stand(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (lines,) = re.findall(r"```python\n(.*?)```", readme, flags=re.S)
    code = f"{lines}\nprint(patterns.counted, roles)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 {'Ada': None, 'myself': 'myself'}\n"
    assert (tmp_path / "journal.db").is_file()


def test_every_line_of_the_doctor_stands_in_the_page_on_privacy() -> None:
    calls = [
        node
        for path in FILES
        if "Check(" in (text := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Check"
    ]
    checks = {str(ast.literal_eval(call.args[0])) for call in calls}
    section = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8").split("## What `rj doctor` looks at")[1]

    assert len(checks) > 15
    assert set(re.findall(r"(?m)^\| `([a-z-]+)` \|", section.split("\n## ")[0])) == checks


def test_no_module_has_grown_past_four_hundred_lines() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}

    assert {name: length for name, length in lengths.items() if length > 400} == {}


def commands_table() -> str:
    """The command reference of the README, made from the program's own table."""
    lines = []
    for section, rows in COMMANDS.items():
        lines += ["", f"**{section}**", "", "| | |", "|---|---|"]
        lines += [f"| `rj {name}` | {row.summary} |" for name, row in rows.items()]
    return "\n".join(lines).strip() + "\n"


def test_every_rule_of_counting_that_code_refers_to_stands_in_the_docs() -> None:
    rules = set(re.findall(r"\*\*([a-z-]+)\*\*", (ROOT / "docs" / "counting.md").read_text(encoding="utf-8")))
    named = {
        rule
        for path in [*(ROOT / "relational_journal").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
        for rule in re.findall(r"docs/counting\.md, ([a-z-]+)\)", path.read_text(encoding="utf-8"))
    }

    assert {"base", "bursts", "comparisons"} <= named <= rules


def test_the_readme_lists_the_commands_as_the_program_does() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    between = readme.split("tests/test_house.py -->\n")[1].split("<!-- /commands -->")[0]

    assert between == commands_table()


def test_the_picture_of_the_rooms_is_drawn_from_the_imports() -> None:
    from docs.make_architecture import picture

    drawn = (ROOT / "docs" / "architecture.svg").read_text(encoding="utf-8")

    assert drawn == picture(), "python docs/make_architecture.py draws it anew"


def commands_and_parts() -> dict[str, Any]:
    """Every command, and every part of one, by its words."""
    found: dict[str, Any] = {}
    for name in ROWS_OF_COMMANDS:
        command = build(name)
        parts = getattr(command, "commands", None)
        found |= {f"{name} {part}": each for part, each in parts.items()} if parts else {name: command}
    return found


def test_completion_knows_what_every_option_and_word_takes() -> None:
    """Where this fails, say in cli/completion/values.py what the new option or word takes (FREE: anything)."""
    from relational_journal.cli.completion.values import PARTS, WORDS, option_takes

    options, words = {}, {}
    parts: dict[str, set[str]] = {}
    for name, command in commands_and_parts().items():
        given, metavars = [], []
        for param in command.params:
            if param.param_type_name == "argument":
                metavars += (param.metavar or param.name).split()
            else:
                given += [
                    option
                    for option in (*param.opts, *param.secondary_opts)
                    if bool(option_takes(name, option)) == bool(param.is_flag)
                ]
        options[name] = given
        words[name] = (len(WORDS.get(name, ())), len(metavars))
        first, _, part = name.partition(" ")
        if part:
            parts.setdefault(first, set()).add(part)

    assert {name: wrong for name, wrong in options.items() if wrong} == {}
    assert {name: counts for name, counts in words.items() if len(set(counts)) > 1} == {}
    assert {first: {*names, default} for first, (default, names) in PARTS.items()} == parts


def test_the_manual_page_says_what_the_help_says() -> None:
    from relational_journal.cli.learn.man_page import PAGE, man_page

    written = PAGE.read_text(encoding="utf-8")

    assert written == man_page(), "python -m relational_journal.cli.learn.man_page"


def test_the_page_of_commands_is_made_from_the_help() -> None:
    from docs.make_commands import TARGET, page

    assert TARGET.read_text(encoding="utf-8") == page(), "python docs/make_commands.py writes it anew"


def test_no_variable_or_argument_is_called_told_or_tell() -> None:
    """It says neither what it holds nor of whom; both came back whenever nobody looked."""
    folders = (PACKAGE, ROOT / "tests", ROOT / "benchmarks")
    riddles = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for folder in folders
        for path in folder.rglob("*.py")
        if re.search(r"\b(told|tell)\b", text := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if (isinstance(node, ast.Name) and node.id in ("told", "tell"))
        or (isinstance(node, ast.arg) and node.arg in ("told", "tell"))
    ]

    assert riddles == []


def test_the_top_of_the_project_holds_what_belongs_there_and_nothing_left_behind() -> None:
    """A command given an option where it takes a folder once left a journal there, which was stored with a change."""
    known = set(
        """.ci .gitattributes .gitignore .pre-commit-config.yaml benchmarks CHANGELOG.md CONTRIBUTING.md docs LICENSE
        pyproject.toml README.md relational_journal tests""".split()
    )
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    kept = {name.split("/")[0] for name in listed.stdout.split("\0") if name}

    assert kept <= known
    assert {path.name for path in ROOT.iterdir() if path.name.startswith("-")} == set()
