"""The values each option and argument can have; a test compares this table with the commands."""

from __future__ import annotations

# Kinds of values. FREE is anything at all: nothing is offered.
FREE, FILES, FOLDERS = "free", "files", "folders"

# What an option takes; options that stand here take a value, all others are flags.
OPTIONS: dict[str, str] = {
    "--after": FREE,
    "--also": FREE,
    "--as": "ties",
    "--by": "by",
    "--forget": "drafts",
    "--format": "page-formats",
    "--from": "import-formats",
    "--include": "sections",
    "--journal": FILES,
    "--keep": FOLDERS,
    "--kind": "kinds",
    "--label": FREE,
    "--leave-out": FREE,
    "--like": "counted-like",
    "--map": FILES,
    "--names": "name-forms",
    "--never": FREE,
    "--no-also": FREE,
    "--no-tag": "written-tags",
    "--output": FILES,
    "--pattern": "patterns",
    "--polarity": "polarities",
    "--power": "positions",
    "--read-at": FREE,
    "--relationship": "relationships",
    "--repairs": "ids",
    "--safety": "safety",
    "--share": "ids",
    "--since": "days",
    "--status": "statuses",
    "--tag": "tags",
    "--text": FREE,
    "--then": "markers",
    "--to": "export-formats",
    "--tone": "tones",
    "--until": "days",
    "--when": "days",
    "--with": "people",
    "--without": "sections",
    "-j": "journals",
    "-n": FREE,
}
# Options that mean something else in one command; "" takes no value there.
OF_COMMAND: dict[tuple[str, str], str] = {
    ("hunch add", "--when"): "conditions",
    ("log", "--tag"): "written-tags",
    ("edit", "--tag"): "written-tags",
    ("log", "--share"): "",
    ("edit", "--share"): "",
    ("people list", "--by"): "orders",
    ("words learned", "--forget"): FREE,
    ("export", "--by"): "periods",
    ("look", "--format"): "picture-formats",
    ("calendar", "--format"): "picture-formats",
}
# What the bare words of a command are, in order; the last one stands for all that follow if it ends in "*".
WORDS: dict[str, tuple[str, ...]] = {
    "log": ("text*",),
    "more": ("ids",),
    "show": ("ids",),
    "search": (FREE,),
    "undo": ("ids",),
    "edit": ("ids",),
    "delete": ("ids",),
    "tag": ("ids", "changes*"),
    "mend": ("ids", "text*"),
    "link": ("ids", "ids"),
    "like": ("ids",),
    "patterns": ("patterns",),
    "look": ("topics",),
    "suggest": (FREE,),
    "hunch add": (FREE,),
    "hunch show": ("hunches",),
    "hunch end": ("hunches",),
    "reflect": ("reflections",),
    "session before": ("text*",),
    "session after": ("text*",),
    "people show": ("people",),
    "people add": (FREE,),
    "people edit": ("people",),
    "people rename": ("people", FREE),
    "people merge": ("people", "people"),
    "people forget": ("people",),
    "words list": ("keys",),
    "words add": ("own-words",),
    "words remove": ("own-words",),
    "import": ("files*",),
    "merge": (FILES,),
    "backup": (FILES,),
    "restore": (FILES,),
    "settings": ("settings", "setting-values"),
    "guide": ("guide-topics",),
    "help": ("commands",),
    "completion": ("shells",),
}
# Commands that have parts, with the part that is meant if none is named ("" if one must be).
PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "hunch": ("list", ("add", "list", "show", "end")),
    "session": ("list", ("before", "after", "list")),
    "people": ("list", ("show", "add", "edit", "rename", "merge", "forget")),
    "words": ("list", ("add", "remove", "learned")),
}


def option_takes(command: str, option: str) -> str:
    """Return the kind of value an option of a command takes, "" if it is a flag."""
    return OF_COMMAND.get((command, option), OPTIONS.get(option, ""))


def word_is(command: str, place: int) -> str:
    """Return the kind of the bare word at this place, from 0; FREE if its kind is not known."""
    kinds = WORDS.get(command, ())
    if place < len(kinds):
        return kinds[place].rstrip("*")
    return kinds[-1].rstrip("*") if kinds and kinds[-1].endswith("*") else FREE
