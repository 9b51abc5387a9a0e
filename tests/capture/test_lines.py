"""Lines of a mapped file: each is found as a dictionary would find it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from relational_journal.capture.suggest.lines import Lines

WORD = st.text(st.sampled_from("abn'éß🙂"), min_size=1, max_size=3)


@given(st.dictionaries(WORD, st.text("0123 ", max_size=6), min_size=1, max_size=30), st.lists(WORD, max_size=5))
def test_a_word_finds_what_stands_after_it_and_no_other_word_finds_anything(
    lines: dict[str, str], others: list[str]
) -> None:
    in_order = sorted(f"{word} {rest}\n".encode() for word, rest in lines.items())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lines.txt"
        path.write_bytes(b"".join(in_order))
        mapped = Lines(path)

        for word in (*lines, *others, "", "\n", "\ud800"):
            assert mapped.after(word) == lines.get(word, "")
        begin = 0
        for line in in_order:
            assert mapped.at(begin) == line.decode().removesuffix("\n")
            begin += len(line)
