"""The reasons for which a test may be skipped, each with what is missing; any other skip fails the run."""

from __future__ import annotations

import re

# A reason (as a pattern) and what a machine lacks that gives it. A new reason is added here, with its why.
ALLOWED = {
    r"(modes|modes and shells|locks|pipes|programs|signals|kills and forks) of POSIX": "not a POSIX system",
    r"modes of files are those of POSIX": "not a POSIX system",
    r"pseudo-terminals are not of this platform": "Windows has no pseudo-terminals",
    r"signals|kill -9|there is no such signal": "signals that only some systems have",
    r"an open file cannot be replaced there|a file open elsewhere keeps its bytes": "Windows holds open files",
    r"no named pipes here|no /dev/fd here|no /proc here|a flag of Linux": "files that only some systems have",
    r"calls are let fail by a library loaded first, as on Linux": "Linux alone loads such a library first",
    r"that library wants a C compiler": "no cc",
    r"no (bash|zsh|fish|vim|less|tmux|git|man|jrnl) here": "that program is not installed",
    r"no filter of system calls here": "the kernel allows no filter of system calls",
    r"the system itself forbids it in the test above": "the stricter test ran in its place",
    r"no file system can be mounted here": "mounting needs root and a permission that containers lack",
    r"no memory-backed storage here": "no tmpfs of one's own",
    r"no core dump is written here at all": "the system writes no core dumps",
    r"no rj is installed": "run from the files, not installed",
    r"only root can (give a file away|become another user)": "not root",
    r"links, owners and modes of POSIX": "not a POSIX system",
    r"the name behind a handle is read from /proc": "not Linux",
    r"nothing is write-protected for root": "root may write everywhere",
    r"needs (a )?Chromium(, and the test packages)?": "no Chromium",
    r"this machine's time zones have no times of their own for Amsterdam before 1970": "zones cut to recent years",
    r"no foreground terminal here": "no terminal of one's own",
    r"could not import 'keyring'.*": "an extra that is not installed",
}


def is_allowed(reason: str) -> bool:
    """Say whether a test may be skipped for this reason, as pytest reports it (`Skipped: no vim here`)."""
    words = reason.removeprefix("Skipped: ").strip()
    return any(re.fullmatch(pattern, words) for pattern in ALLOWED)
