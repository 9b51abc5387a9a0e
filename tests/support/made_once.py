"""A journal that many tests begin with: made once by its commands, and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.support.program import Program

MadeOnce: TypeAlias = Callable[[Callable[[Program], object]], Program]


@pytest.fixture(scope="session")
def _folders_made() -> dict[Callable[[Program], object], Path]:
    return {}


@pytest.fixture
def made_once(
    rj: Program,
    _folders_made: dict[Callable[[Program], object], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> MadeOnce:
    """Gives `rj` on the journal that a function makes with it; all it makes must lie next to the journal."""

    def journal_of(make: Callable[[Program], object]) -> Program:
        if make in _folders_made:
            shutil.copytree(_folders_made[make], rj.journal.parent)
        else:
            make(rj)
            _folders_made[make] = shutil.copytree(rj.journal.parent, tmp_path_factory.mktemp("made") / "kept")
        return rj

    return journal_of
