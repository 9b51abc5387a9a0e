"""Damage on the disk, a little of each kind; `python -m tests.robustness.damage` does more."""

from __future__ import annotations

import sys

import pytest

from tests.robustness import damage

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills and forks of POSIX")


@pytest.mark.parametrize("word", ["", "one"])
def test_damage_is_told_mended_and_never_made_worse(word: str) -> None:
    found = damage.run(1, seed=4, words=(word,))

    assert [found[kind] for kind in ("noise", "zeros", "cut_at_a_page", "cut")] == [{"mended": 1}] * 4


def test_a_first_page_that_is_lost_is_not_taken_for_a_wrong_passphrase(rj, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("log", "Something to keep.")
    rj("backup")
    content = bytearray(rj.journal.read_bytes())
    content[500] ^= 1
    rj.journal.write_bytes(content)

    assert "does not read as it should" in rj("list", code=1).err
    monkeypatch.setenv("RJ_KEEP", "0")
    monkeypatch.setenv("RJ_PASSPHRASE", "wrong")
    assert "the passphrase does not open" in rj("list", code=1).err
    monkeypatch.setenv("RJ_PASSPHRASE", "secret")
    rj("doctor", "--mend", "--yes")
    assert [entry["text"] for entry in rj("list", "--json").json()] == ["Something to keep."]
    rj("lock")
