"""Start other programs: how they are found, where they run, and what they can see.

A Python of our own runs isolated: it takes no module from the current folder, PYTHONPATH or the user's site, and gets
only a few environment variables. A program of the person (editor, pager, browser) gets the whole environment except
the passphrases. All run in the root folder, so that they read no file from a folder that someone else filled.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

PASSPHRASES = ("RJ_PASSPHRASE", "RJ_NEW_PASSPHRASE", "RJ_PDF_PASSPHRASE")
FOLDER = Path(os.sep).absolute()
# what Python needs to start, and to find the memory folder and the keychain
_NAMED = (
    *("HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "USER", "XDG_RUNTIME_DIR"),
    *("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "PYTHON_KEYRING_BACKEND", "WAYLAND_DISPLAY"),
    *("XDG_CONFIG_HOME", "XDG_DATA_HOME"),
    *("APPDATA", "LOCALAPPDATA", "SYSTEMROOT", "TEMP", "TMP", "USERPROFILE"),
)


def isolated_python(module: str) -> list[str]:
    """Return the command that runs `main()` of one of our modules, given by its full name.

    The package's folder comes last on the path, after Python's own: it may be a checkout with any files in it.
    """
    package = str(Path(__file__).resolve().parents[1])
    code = f"import sys; sys.path.append(sys.argv[1]); from {module} import main; main()"
    return [sys.executable, "-P", "-I", "-c", code, package]


def few_variables(**further: str) -> dict[str, str]:
    """Return the environment for a Python of our own."""
    return {name: os.environ[name] for name in _NAMED if name in os.environ} | further


def without_passphrases(**further: str) -> dict[str, str]:
    """Return the environment for a program of the person."""
    return {name: value for name, value in os.environ.items() if name not in PASSPHRASES} | further


def find_program(name: str) -> str | None:
    """Return the full path of a program; None if it is not there.

    A name without a folder is looked up only in the absolute folders of PATH: an entry that means the current folder,
    and on Windows the current folder itself, could hold anything.
    """
    if Path(name).name != name:
        return shutil.which(Path(name).expanduser().absolute())
    folders = [Path(folder) for folder in os.environ.get("PATH", os.defpath).split(os.pathsep)]
    return next((found for folder in folders if folder.is_absolute() and (found := shutil.which(folder / name))), None)


def is_running(process: int) -> bool:
    """Whether a process with this number runs, of any login."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
