"""The examples in docstrings hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import relational_journal

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(relational_journal.__path__, "relational_journal.")
    if not module.name.endswith("__main__")
)
WITH_EXAMPLES = [
    name
    for name in MODULES
    if any(test.examples for test in doctest.DocTestFinder().find(importlib.import_module(name)))
]


def test_there_are_examples() -> None:
    assert len(WITH_EXAMPLES) > 20


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_every_example_of_a_module_gives_what_it_says(name: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(name))

    assert tried
    assert failed == 0
