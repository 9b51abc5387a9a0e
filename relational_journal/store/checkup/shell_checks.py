"""Check whether shells keep sentences or passphrases in their history and files, and whether they would."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from relational_journal.store.checkup.journal_checks import Check

_HISTORIES = (
    ".bash_history",
    ".zsh_history",
    ".histfile",
    ".local/share/fish/fish_history",
    ".history",
    ".local/share/powershell/PSReadLine/ConsoleHost_history.txt",
    "AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/ConsoleHost_history.txt",
)
_READ_BY = {
    "bash": (".bashrc", ".bash_profile", ".bash_login", ".profile"),
    "zsh": (".zshenv", ".zprofile", ".zshrc", ".zlogin"),
    "fish": (".config/fish/config.fish",),
}
_OTHERS = (".pam_environment", ".xprofile", ".xsessionrc", ".config/environment.d/*.conf", ".config/fish/conf.d/*.fish")

_VALUE = rb"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'-]\S*)"
_FLAG = rb"--(?:private|share|story-only|unsafe|break|minute|five|json|yes)(?=\s)|-e(?=\s)"
_OPTIONS = rb"(?:(?:" + _FLAG + rb"|--[\w-]+(?:=\S+|[ \t]+" + _VALUE + rb"))[ \t]+)*"
_WORDS = rb"[^\s|;&<>-]"
# a sentence after the command, not an option, a dash or nothing
_SENTENCE = re.compile(
    rb"(?:^|[;&|\s:])(?:rj|relational-journal)[ \t]+(?:--journal[ =]\S+[ \t]+)?(?:"
    rb"(?:log|suggest)[ \t]+" + _OPTIONS + _WORDS + rb"|edit\b[^\n|;&]*[ \t]--text\b"
    rb"|mend[ \t]+[\w-]+[ \t]+" + _OPTIONS + _WORDS + rb"|hunch[ \t]+add[ \t]+" + _OPTIONS + _WORDS + rb"|"
    rb"session[ \t]+(?:before|after)[ \t]+" + _OPTIONS + _WORDS + rb")",
    re.MULTILINE,
)
# A passphrase in clear; not one that the shell reads from elsewhere at that moment.
_PASSPHRASE = re.compile(rb"RJ_(?:NEW_)?PASSPHRASE(?:=|[ \t]+)[\"']?(?![$`\s\"']|\\\$)\S", re.MULTILINE)
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_ASKS = "rj log alone, rj log -e and rj log - leave nothing in it"


def history(environment: Mapping[str, str], home: Path) -> Check:
    """Check whether a shell's history holds a sentence."""
    is_there = False
    for file in _histories(environment, home):
        content = _bytes_of(file)
        # A missing history file says nothing about whether the shell would write one.
        is_there = is_there or content is not None
        lines = len(_SENTENCE.findall(content or b""))
        if lines:
            sentences = "1 sentence" if lines == 1 else f"{lines} sentences"
            return Check(
                "shell-history",
                False,
                f"{file} holds {sentences} given to rj",
                "delete these lines from it; rj log alone asks",
            )
    if not is_there:
        return Check("shell-history", None, "no history file was found", _ASKS)
    return Check("shell-history", True, "it holds no sentence given to rj")


def settings(environment: Mapping[str, str], home: Path) -> Check:
    """Check by its settings whether the shell would keep a sentence given to `rj log`."""
    shell = Path(environment.get("SHELL", "")).name
    text = _COMMENT.sub("", "\n".join(_texts(home, _READ_BY.get(shell, ()))))
    if shell == "bash":
        return _bash(text, environment, home)
    if shell == "zsh":
        return _zsh(text, Path(environment.get("ZDOTDIR") or home))
    if shell == "fish":
        return Check("shell-settings", True, "fish keeps no line that begins with a space; rj log alone needs none")
    named = f"how {shell} keeps its history is" if shell else "which shell is used is"
    return Check("shell-settings", None, f"{named} not known", _ASKS)


def _bash(text: str, environment: Mapping[str, str], home: Path) -> Check:
    for name in ("HISTCONTROL", "HISTIGNORE"):
        text += f"\n{name}={environment.get(name, '')}"
    if re.search(r"unset\s+(?:-v\s+)?HISTFILE\b|HISTFILE=(?:/dev/null|[\"']{2}|\s|$)|set \+o history", text):
        return Check("shell-settings", True, "bash keeps no history")
    if re.search(r"HISTIGNORE=.*\brj\b", text):
        return Check("shell-settings", True, "bash keeps no line that begins with rj")
    if re.search(r"HISTCONTROL=.*ignore(?:space|both)", text):
        return Check("shell-settings", True, "bash keeps no line that begins with a space; rj log alone needs none")
    fix = f"echo 'HISTIGNORE=\"$HISTIGNORE:rj *:relational-journal *\"' >> {home / '.bashrc'}"
    return Check("shell-settings", False, "bash keeps every line, including a sentence given to rj log", fix)


def _zsh(text: str, home: Path) -> Check:
    everywhere = "\n".join(_texts(Path("/etc"), ("zshrc", "zsh/zshrc", "zshenv", "zsh/zshenv")))
    plain = text.replace("_", "").lower()
    if re.search(r"HISTORY_IGNORE=.*\brj\b", text):
        return Check("shell-settings", True, "zsh keeps no line that begins with rj")
    if re.search(r"setopt[^\n;]*\bhistignorespace\b", plain):
        return Check("shell-settings", True, "zsh keeps no line that begins with a space; rj log alone needs none")
    if not re.search(r"SAVEHIST=\D*[1-9]", text + everywhere):
        return Check("shell-settings", True, "zsh keeps no history")
    fix = f"echo 'HISTORY_IGNORE=\"(rj *|relational-journal *)\"' >> {home / '.zshrc'}"
    return Check("shell-settings", False, "zsh keeps every line, including a sentence given to rj log", fix)


def written_passphrase(environment: Mapping[str, str], home: Path) -> Check:
    """Check whether a passphrase is written in a history, or in a file that a shell or the login reads."""
    read = [home / name for names in _READ_BY.values() for name in names]
    read += [file for pattern in _OTHERS for file in sorted(home.glob(pattern))]
    for file in [*_histories(environment, home), *read]:
        if _PASSPHRASE.search(_bytes_of(file) or b""):
            return Check(
                "passphrase-file",
                False,
                f"{file} holds a passphrase in clear",
                "delete that line from it, then choose another: rj passphrase",
            )
    return Check("passphrase-file", True, "no history and no file that a shell reads holds a passphrase")


def _histories(environment: Mapping[str, str], home: Path) -> Iterator[Path]:
    text = environment.get("HISTFILE")
    files = [Path(text)] if text else []
    yield from dict.fromkeys([*files, *(home / name for name in _HISTORIES)])


def _texts(folder: Path, names: tuple[str, ...]) -> list[str]:
    return [(_bytes_of(folder / name) or b"").decode("utf-8", "replace") for name in names]


def _bytes_of(file: Path) -> bytes | None:
    """Return the content of a file; None if it is missing, cannot be read or is not a file."""
    try:
        return file.read_bytes() if file.is_file() else None
    except OSError:
        return None
