"""Measure what each command costs, as ratios within one run: `python -m benchmarks.speed`.

Costs are processor time, user and system, because other work on the machine changes it less than the time that passes.
Every figure is the median over rounds; in a round all compared commands run once, one after the other, and a ratio
compares two runs of the same round. The journals are fictional, and the large one is the small one with older entries
before it, so that both hold the same in the last eight weeks.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.entries import UNTIL, write_jsonl
from benchmarks.other_programs import EXECUTEMANY, bare_insert, install_jrnl, jrnl_commands, trivial_typer
from benchmarks.runs import Run, middle, peak, ratio, rounds, run

SMALL = 1_000
PARTS = ("import", "windows", "everything", "every-day")
WORDS = "@Noor asked how I was +they-asked-about-me and I said fine +fine +wary +d"
WORDS_ALONE = "My mother rang about the money and was short with me"
OPTIONS = ("--with", "Noor", "--when", "yesterday 6pm", "--tone", "mixed")
TOPICS = (
    "repairs",
    "changes",
    "bracing",
    "echoes",
    "theme",
    "growth",
    "therapist",
    "experiments",
    "weeks",
    "unseen",
    "ways",
    "map",
    "contact",
)


def main() -> None:
    """Make the journals, measure, and print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--imports", type=int, default=3, help="rounds of the import, which takes longest")
    parser.add_argument("--large", type=int, default=100_000, help="entries of the large journal")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS, help="measure these parts alone")
    parser.add_argument("--without-jrnl", action="store_true", help="do not install jrnl to compare with it")
    choice = parser.parse_args()
    installed = Path(sys.executable).with_name("rj")
    rj = [str(installed)] if installed.exists() else [sys.executable, "-m", "relational_journal"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {key: value for key, value in os.environ.items() if not key.startswith("RJ_")}
        # Installed programs are compiled once; without this every run would compile them anew.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment |= {"HOME": name, "XDG_DATA_HOME": name, "XDG_CONFIG_HOME": name, "NO_COLOR": "1"}
        environment["RJ_NOW"] = UNTIL.replace(hour=22).isoformat()
        measured = _Measured(folder, rj, environment, choice.rounds, choice.large)
        # The other parts need the journals, so they are imported at least once.
        measured.importing(choice.imports if "import" in choice.only else 1)
        if "windows" in choice.only:
            measured.windows()
        if "everything" in choice.only:
            measured.everything()
        if "every-day" in choice.only:
            measured.every_day(None if choice.without_jrnl else install_jrnl(folder))
    print(f"\nPython {sys.version.split()[0]}, {os.cpu_count()} cores, {choice.rounds} rounds.")


class _Measured:
    """The two journals, and the tables made from them."""

    def __init__(self, folder: Path, rj: Sequence[str], environment: dict[str, str], count: int, large: int) -> None:
        self._folder = folder
        self._rj = [*rj]
        self._environment = environment
        self._rounds = count
        self._large = large
        self._sources = {size: write_jsonl(folder / f"{size}.jsonl", size) for size in (SMALL, large)}
        self._journals = {size: folder / str(size) / "journal.db" for size in self._sources}

    def _at(self, size: int, *words: str) -> list[str]:
        return [*self._rj, "--journal", str(self._journals[size]), *words]

    def importing(self, count: int) -> None:
        """Measure the import against the same rows stored again by `executemany`, into the same tables and indexes."""
        print("| import of | s | peak MiB | × executemany, entries and search index | × executemany, all rows |")
        print("|---" * 5 + "|", flush=True)
        for size, source in self._sources.items():
            taken: dict[str, list[Run]] = {"import": [], "searched": [], "all": []}
            for number in range(count):
                # The last journal that is imported is the one measured below.
                self._journals[size] = self._folder / f"{size}-{number}" / "journal.db"
                taken["import"].append(run(self._at(size, "import", str(source)), self._environment))
                for name in ("searched", "all"):
                    command = [*EXECUTEMANY, str(self._journals[size]), name]
                    taken[name].append(run(command, self._environment, own_figure=True))
            if size == SMALL:
                continue  # so short that starting the program is most of it
            print(
                f"| {size:,} | {middle(taken['import']):.2f} | {peak(taken['import']):.0f} |"
                f" {ratio(taken, 'import', 'searched'):.2f} | {ratio(taken, 'import', 'all'):.2f} |",
                flush=True,
            )

    def windows(self) -> None:
        """Measure the last eight weeks of the large journal against those of the small one."""
        page = str(self._folder / "page")
        asked = {
            "rj": [],
            "rj patterns": ["patterns"],
            "rj patterns going-quiet": ["patterns", "going-quiet"],
            "rj patterns --with Noor": ["patterns", "--with", "Noor"],
            **{f"rj look {topic}": ["look", topic] for topic in TOPICS},
            "rj summary --format pdf": ["summary", "--yes", "--force", "--format", "pdf", "--output", f"{page}.pdf"],
            "rj summary --full --format md": ["summary", "--yes", "--full", "--format", "md"],
            "rj people": ["people"],
            "rj people show": ["people", "show", "Noor"],
            "rj calendar": ["calendar"],
        }
        print(f"\n| eight weeks in a journal of | {SMALL:,}, s | {self._large:,}, s | large by small | peak MiB |")
        print("|---" * 5 + "|", flush=True)
        for name, words in asked.items():
            commands = {"small": self._at(SMALL, *words), "large": self._at(self._large, *words)}
            taken = rounds(commands, self._rounds, self._environment)
            print(
                f"| `{name}` | {middle(taken['small']):.2f} | {middle(taken['large']):.2f} |"
                f" {ratio(taken, 'large', 'small'):.2f} | {peak(taken['large']):.0f} |",
                flush=True,
            )

    def everything(self) -> None:
        """Measure what reads the whole journal."""
        asked = {
            "rj patterns --since 1900": ["patterns", "--since", "1900-01-01"],
            "rj doctor": ["doctor"],
            "rj export": ["export"],
            "rj hunch list": ["hunch", "list"],
            "rj like": ["like"],
            "rj session list": ["session", "list"],
        }
        print(f"\n| all of {self._large:,} | s | peak MiB |\n|---|---|---|", flush=True)
        for name, words in asked.items():
            taken = rounds({name: self._at(self._large, *words)}, min(3, self._rounds), self._environment)[name]
            print(f"| `{name}` | {middle(taken):.2f} | {peak(taken):.0f} |", flush=True)

    def every_day(self, jrnl: Path | None) -> None:
        """Measure single entries against a bare process, a trivial command of the same library, and jrnl."""
        commands = {
            "bare": bare_insert(self._folder),
            "trivial": trivial_typer(self._folder),
            "rj --version": [*self._rj, "--version"],
        }
        for size in (SMALL, self._large):
            commands |= {
                f"rj log, with tags {size}": self._at(size, "log", WORDS),
                f"rj log, words alone {size}": self._at(size, "log", WORDS_ALONE),
                f"rj log, with options {size}": self._at(size, "log", WORDS_ALONE, *OPTIONS),
                f"rj log, with options and tags {size}": self._at(size, "log", WORDS, *OPTIONS),
                f"rj {size}": self._at(size),
                f"rj list {size}": self._at(size, "list"),
                f"rj show {size}": self._at(size, "show", "5"),
                f"rj search {size}": self._at(size, "search", "kettle"),
            }
            if jrnl is not None:
                commands |= jrnl_commands(jrnl, self._folder, size)
        taken = rounds(commands, self._rounds, self._environment)
        bare, trivial = middle(taken["bare"]) * 1000, middle(taken["trivial"]) * 1000
        print(f"\nA bare Python process that opens SQLite, inserts and commits: {bare:.0f} ms. A Typer program of one")
        print(f"command that prints a line: {trivial:.0f} ms, and `rj --version`:", end=" ")
        print(f"{middle(taken['rj --version']) * 1000:.0f} ms.\n")
        print(
            f"| command | × Typer, {SMALL:,} entries | × Typer, {self._large:,} | large by small |\n|---|---|---|---|"
        )
        for name in dict.fromkeys(name.rpartition(" ")[0] for name in taken if name.rpartition(" ")[2].isdigit()):
            small, large = f"{name} {SMALL}", f"{name} {self._large}"
            print(
                f"| `{name}` | {ratio(taken, small, 'trivial'):.2f} | {ratio(taken, large, 'trivial'):.2f} |"
                f" {ratio(taken, large, small):.2f} |"
            )
        if jrnl is None:
            print("\njrnl could not be installed here, or was not wanted; it was skipped.")


if __name__ == "__main__":
    main()
