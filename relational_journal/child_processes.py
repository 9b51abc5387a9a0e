"""Starting other programs: how they are found, where they run, and what they may see of ours.

A Python of our own runs isolated: no module is taken from the current folder, PYTHONPATH or the user's site, and of the
environment it gets a few named variables. A program of the person's (editor, pager, browser) keeps their environment,
but for the passphrases. All run in the root folder: a file of theirs in a folder someone else filled is not read.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

PASSPHRASES = ("RJ_PASSPHRASE", "RJ_NEW_PASSPHRASE", "RJ_PDF_PASSPHRASE")
FOLDER = Path(os.sep).absolute()
# What a Python needs to start, to find the person's folder in memory, and to reach their keychain.
_NAMED = (
    *("HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "USER", "XDG_RUNTIME_DIR"),
    *("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "PYTHON_KEYRING_BACKEND", "WAYLAND_DISPLAY"),
    *("XDG_CONFIG_HOME", "XDG_DATA_HOME"),
    *("APPDATA", "LOCALAPPDATA", "SYSTEMROOT", "TEMP", "TMP", "USERPROFILE"),
)


def isolated_python(module: str) -> list[str]:
    """The command that runs `main()` of one of our modules, given by its full name, and nothing else's code.

    The folder of the package comes last on the path, after Python's own: it may be a checkout with any files in it.
    """
    package = str(Path(__file__).resolve().parents[1])
    code = f"import sys; sys.path.append(sys.argv[1]); from {module} import main; main()"
    return [sys.executable, "-P", "-I", "-c", code, package]


def few_variables(**further: str) -> dict[str, str]:
    """The environment of a Python of our own."""
    return {name: os.environ[name] for name in _NAMED if name in os.environ} | further


def without_passphrases(**further: str) -> dict[str, str]:
    """The environment of a program of the person's."""
    return {name: value for name, value in os.environ.items() if name not in PASSPHRASES} | further


def find_program(name: str) -> str | None:
    """The full path of a program; None if it is not there.

    A name without a folder is looked up in the absolute folders of PATH alone: an entry that means the current folder,
    and on Windows the current folder itself, could hold anything.
    """
    if Path(name).name != name:
        return shutil.which(Path(name).expanduser().absolute())
    folders = [Path(folder) for folder in os.environ.get("PATH", os.defpath).split(os.pathsep)]
    return next((found for folder in folders if folder.is_absolute() and (found := shutil.which(folder / name))), None)


def is_running(process: int) -> bool:
    """Whether there is a process of this number; one of another login counts."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
