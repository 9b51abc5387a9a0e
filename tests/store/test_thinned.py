"""A copy that is thinned away leaves no readable block: its bytes are overwritten before its name goes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from relational_journal import Journal
from relational_journal.store.files import backup, passphrase
from tests.support.stored import Clock

WORDS = b"marmaladesentence"


@pytest.mark.skipif(os.name != "posix", reason="a file open elsewhere keeps its bytes")
@pytest.mark.parametrize("by", ["thinning", "a passphrase"])
def test_what_is_thinned_away_is_overwritten(path: Path, clock: Clock, by: str) -> None:
    with Journal.open(path, now=clock) as journal:
        journal.add(WORDS.decode())
        kept = [backup.copy_into_backups(journal._store.db, clock(), before="passphrase")]
        clock.forward(days=1)
        kept.append(backup.copy_into_backups(journal._store.db, clock(), before="passphrase"))
    # As a disk keeps the blocks of a file whose name is gone.
    blocks = [os.open(copy, os.O_RDONLY) for copy in kept]
    if by == "thinning":
        backup.thin(path, before="passphrase", keep=1)
        blocks = blocks[:1]
    else:
        passphrase.change(path, None, "secret", now=clock)

    assert not kept[0].exists()
    for block in blocks:
        assert WORDS not in os.read(block, 1 << 22)
        os.close(block)
