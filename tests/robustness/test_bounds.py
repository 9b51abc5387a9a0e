"""No end in sight: texts, searches and pages of any size take a time that grows with their size and no faster.

No test asserts seconds that a machine must make. Each asks for a bound that only work growing with the square of
the size goes beyond: four times as much may take eight times as long, where the square would take sixteen.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from relational_journal import Journal


def takes(work: Callable[[], object]) -> float:
    """Processor seconds of this process, so that what else the machine does counts for nothing."""
    began = time.process_time()
    work()
    return time.process_time() - began


def grows_no_faster_than_the_size(small: float, large: float) -> bool:
    """Of four times the size; what takes less than a fifth of a second is too short to say."""
    return large < max(8 * small, 0.2)


def tags(count: int) -> str:
    return "So it went. " + " ".join(f"+word{number}ish" for number in range(count))


def test_new_tags_in_one_text_are_read_and_stored_in_a_time_that_grows_with_their_number(tmp_path) -> None:
    def log(count: int) -> Callable[[], object]:
        def work() -> None:
            with Journal.open(tmp_path / f"{count}.db") as journal:
                journal.add(tags(count))

        return work

    takes(log(10))

    assert grows_no_faster_than_the_size(takes(log(1000)), takes(log(4000)))


def test_a_text_of_four_thousand_tags_is_stored_with_all_of_them_and_one_hint_for_most(rj) -> None:
    answer = rj("log", "-", "--json", stdin=tags(4000))

    assert len(answer.json()["own"]) == 4000
    assert "3980 more are kept as your own words" in answer.err
    assert len(answer.err.splitlines()) < 40


def test_a_text_of_four_thousand_people_is_stored_with_all_of_them(rj) -> None:
    answer = rj("log", "-", "--json", stdin="Met " + " ".join(f"@Pers{number}on" for number in range(4000)))

    assert len(answer.json()["people"]) == 4000
    assert "3980 more are new here" in answer.err


def test_a_search_of_many_words_takes_a_time_that_grows_with_their_number(rj) -> None:
    rj.log("One two three. @Sam +hurt +went-silent")

    def search(count: int) -> Callable[[], object]:
        return lambda: rj("search", *(f"nothing{number}" for number in range(count)))

    takes(search(10))

    assert grows_no_faster_than_the_size(takes(search(2000)), takes(search(8000)))


def test_a_search_of_eight_thousand_words_finds_what_holds_them_all(rj) -> None:
    words = [f"word{number}" for number in range(8000)]
    rj("log", "-", stdin=" ".join(words))
    rj.log(" ".join(words[:-1]))

    assert [entry["id"] for entry in rj("search", *words, "--json").json()] == [1]


def journal_with_people(rj, count: int, moments: int) -> None:
    """A journal of so many people, each in a few moments of the last weeks, with their names in the words."""
    names = [f"{first}{second}{third}" for first in "KMRTSL" for second in SYLLABLES for third in SYLLABLES][:count]
    lines = [
        {"kind": "person", "name": name, "relationship": ("friend", "partner", None)[n % 3]}
        for n, name in enumerate(names)
    ]
    for number in range(moments):
        one, other = names[number % count], names[(7 * number + 1) % count]
        lines.append(
            {
                "when": f"2026-11-{1 + number % 21:02}T{number % 24:02}:{number % 60:02}:00+01:00",
                "text": f"Met {one}; later {other}s brother rang, and I said so.",
                "people": [one],
                "tone": ("connection", "disconnection", "mixed")[number % 3],
                "first": ["they-criticised-me"],
                "moves": ["went-silent"],
                "share": True,
            }
        )
    rj("import", "-", stdin="\n".join(map(json.dumps, lines)))


SYLLABLES = [
    f"{consonant}{vowel}{end}" for consonant in "bdfghjklmnprstvz" for vowel in "aeiou" for end in ("", "n", "r")
]


def test_a_page_takes_a_time_that_grows_with_the_people_in_the_journal(rj, monkeypatch, tmp_path) -> None:
    taken = []
    for count in (10, 500, 2000):
        monkeypatch.setenv("RJ_JOURNAL", str(tmp_path / f"{count}.db"))
        journal_with_people(rj, count, 400)
        taken.append(takes(lambda: rj("summary", "--format", "json", "--yes")))

    assert grows_no_faster_than_the_size(taken[1], taken[2])


def test_a_page_takes_a_time_that_grows_with_the_moments_also_if_one_half_of_its_weeks_holds_them_all(
    rj, monkeypatch, tmp_path
) -> None:
    """Then the day is sought on which these moments fall into two parts most alike in number."""
    taken = []
    for count in (10, 500, 2000):
        monkeypatch.setenv("RJ_JOURNAL", str(tmp_path / f"{count}.db"))
        moments = [
            {
                "when": f"2026-10-{1 + number % 20:02}T{number // 20 % 24:02}:{number // 480:02}:00+01:00",
                "tone": ("connection", "disconnection", "mixed")[number % 3],
            }
            for number in range(count)
        ]
        rj("import", "-", stdin="\n".join(map(json.dumps, moments)))
        taken.append(takes(lambda: rj("summary", "--format", "json", "--yes")))

    assert grows_no_faster_than_the_size(taken[1], taken[2])
