"""`rj look` and `rj hunch`: how the answers read in words."""

from __future__ import annotations

import pytest

from tests.support.at_terminal import AtTerminal
from tests.support.program import Program


def test_days_that_hold_only_uncounted_moments_are_told_apart(rj: Program) -> None:
    rj.log("2026-11-20: Tea. +o")
    assert "1 of 56 days has a moment; what the others held, nobody noted." in rj("look", "unseen").out

    rj.log("2026-11-21: He stood in the door.", "--unsafe")

    assert "1 of 56 days has a moment that is counted, 1 more one that is not; what" in rj("look", "unseen").out
    assert rj("look", "unseen", "--json").json()["days"] == 1


def test_one_break_was_mended_and_several_were(rj: Program) -> None:
    for day in range(1, 6):
        rj.log(f"2026-11-0{day}: A quarrel. @Sam +d")
    rj("mend", "1", "I rang him. +apologised", "--by", "me")
    within = "of the 5 breaks at least 7 days old"

    assert "Within 30 days: too few breaks at least 30 days old to say (0 so far)." in rj("look", "repairs").out
    assert f"Within 7 days 0 {within} were mended, or partly" in rj("look", "repairs").out

    rj.log("2026-11-03: I said sorry. @Sam +apologised", "--repairs", "2")
    rj("mend", "2")

    assert f"Within 7 days 1 {within} was mended, or partly" in rj("look", "repairs").out


def test_a_hunch_that_came_with_a_side_tells_it_in_words(rj: Program) -> None:
    line = (
        '{"kind": "hunch", "uid": "01980000-0000-7000-8000-000000008001", "text": "x", "when": ["gender:subordinate"], '
        '"then": ["went-silent"], "with": null, "since": "2026-10-01", "ended": null, "read_at": 10}\n'
    )
    rj("import", "-", "--from", "jsonl", stdin=line)

    assert "when: gender (on the side with less power) · then" in rj("hunch", "list").out


def _hunch(rj: Program, *more: str) -> list[str]:
    return rj("hunch", *more).out.splitlines()


def test_a_hunch_says_how_many_are_missing_until_it_is_read_once_and_then_keeps_its_word(
    rj: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RJ_NOW", "2026-10-01T20:00:00")
    rj.log("2026-09-20: Again. @Sam +d +they-criticised-me +pulled-back")
    stated = _hunch(rj, "add", "I pull back", "--when", "they-criticised-me", "--then", "pulled-back", "--read-at", "5")
    assert stated[3:] == [
        "Not read yet: 5 more with it and 5 more without it to go. It is read once, at 5 on each side.",
        "Before you asked, apart: with it 1 of 1; without it 0 of 0.",
    ]

    for day in range(2, 7):
        monkeypatch.setenv("RJ_NOW", f"2026-10-0{day}T20:00:00")
        rj.log("A word. @Sam +d +they-criticised-me +pulled-back")
        assert f"{7 - day} more without it" in _hunch(rj)[3]
        rj.log("Tea. @Ada +c +they-were-warm +listened")
    read = _hunch(rj, "show", "1")
    assert read[2:4] == ["with it 5 of 5; without it 0 of 5.", "It stands out. Read on 6 Oct, once."]

    for day in range(7, 10):
        monkeypatch.setenv("RJ_NOW", f"2026-10-0{day}T20:00:00")
        rj.log("A word. @Sam +d +they-criticised-me +listened")
    later = _hunch(rj)
    assert later[2:4] == read[2:4]
    assert later[4] == "Since then, apart: with it 0 of 3; without it 0 of 0."
    assert [each["reading"] for each in rj("hunch", "show", "1", "--json").json()] == ["stands-out"]
    assert rj("hunch", "show", "1", "--json").json() == rj("hunch", "--json").json()

    assert "put away on 9 Oct" in _hunch(rj, "end", "1")[0]
    assert rj("undo").out == "Took back: ending a hunch.\n"
    assert "put away" not in _hunch(rj)[0]
    rj("undo", "--redo")
    assert _hunch(rj)[2:4] == read[2:4]


def test_stating_a_hunch_is_taken_back_and_done_again_like_anything_else(rj: Program) -> None:
    rj("hunch", "add", "x", "--when", "hurt", "--then", "went-silent")
    rj("undo")
    assert rj("hunch", "--json").json() == []

    rj("undo", "--redo")
    assert rj("hunch", "--json").json()[0]["text"] == "x"


def test_a_hunch_put_away_too_early_is_not_read(rj: Program) -> None:
    rj("hunch", "add", "x", "--when", "hurt", "--then", "went-silent")

    assert "Not read: it was put away with 10 more with it and 10 more without it to go." in _hunch(rj, "end", "1")


def test_a_hunch_may_name_the_side_of_a_context(rj: Program) -> None:
    printed = rj("hunch", "add", "x", "--when", "gender:subordinate", "--then", "went-silent", "--json").json()

    assert printed["when"] == ["gender:subordinate"]
    for wrong in ("gender:below", "hurt:dominant"):
        assert f'"{wrong}" names no side' in rj("hunch", "add", "x", "--when", wrong, "--then", "small", code=2).err


TOPICS = (
    *("repairs", "bracing", "echoes", "theme", "growth", "therapist", "experiments", "weeks", "unseen", "changes"),
    *("ways", "map", "contact"),
)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_journal_without_moments_says_so_and_names_what_to_do(rj: Program, topic: str) -> None:
    printed = rj("look", topic).out

    way_on = "rj people edit NAME --relationship therapist" if topic == "therapist" else "rj log notes one."
    assert way_on in printed
    assert "0 of 0" not in printed
    assert not rj.journal.exists()
    assert rj("look", topic, "--json").json() is not None


@pytest.mark.parametrize("topic", TOPICS)
def test_where_every_moment_is_about_keeping_safe_only_their_number_is_said(rj: Program, topic: str) -> None:
    for day in range(1, 8):
        line = "A door. @Sam +d +they-criticised-me +braced:they-got-angry +pulled-back +to-be-close +more-zest"
        rj.log(f"2026-11-0{day}: {line}", "--unsafe")
    printed = rj("look", topic).out

    assert "Sam" not in printed
    if topic == "therapist":
        assert "No counted moment with your therapist in these weeks" in printed
        return
    assert "None of the moments of these 56 days is counted." in printed
    assert "7 were about keeping safe or with someone held apart and are not counted." in printed


@pytest.mark.parametrize("topic", TOPICS)
def test_one_person_and_tones_alone_are_answered_without_a_number_out_of_nothing(rj: Program, topic: str) -> None:
    for day in range(1, 8):
        rj("log", f"2026-11-0{day}: Tea. @Sam", "--tone", "ordinary")
    printed = rj("look", topic).out

    assert "of 0" not in printed
    counted = "All of them: rj list --since" if topic == "unseen" else "7 moments on 7 of 56 days."
    assert counted in printed or topic == "therapist"


def test_where_moments_say_only_a_tone_patterns_name_what_is_missing(rj: Program) -> None:
    for day in range(1, 8):
        rj("log", f"2026-11-0{day}: Tea. @Sam", "--tone", "ordinary")
    printed = rj("patterns").out

    assert "TOO FEW CHANCES NOTED" not in printed
    assert "NOT NOTED" not in printed
    assert "No moment says what you did yet, and most patterns ask for that. rj more asks the latest moment" in printed
    assert "0 of 0" not in rj("patterns", "going-silent").out


@pytest.mark.parametrize("command", [["patterns"], ["look", "unseen"], ["look", "repairs"], ["calendar"]])
def test_a_window_that_ends_before_it_starts_is_named_with_a_way_on(rj: Program, command: list[str]) -> None:
    swapped = rj(*command, "--since", "2026-11-10", "--until", "2026-11-01", code=2)
    ahead = rj(*command, "--since", "2026-12-24", code=2)

    assert swapped.err.splitlines() == [
        "error: the window ends on 2026-11-01 before it begins on 2026-11-10",
        "Swap --since and --until.",
    ]
    assert ahead.err.splitlines() == [
        "error: the window begins on 2026-12-24 and ends today, on 2026-11-22",
        "Begin --since on today or a day before it.",
    ]
    assert swapped.out == ahead.out == ""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["patterns", ""], 2, "KEY is empty"),
        (["look", ""], 2, "TOPIC is empty"),
        (["look", " "], 2, "TOPIC is empty"),
        (["hunch", "show", ""], 2, "HUNCH is empty"),
        (["hunch", "end", ""], 2, "HUNCH is empty"),
        (["calendar", "--with", ""], 2, "--with is empty"),
        (["look", "repars"], 1, 'no topic "repars"'),
        (["look", "e"], 1, 'no topic "e"'),
        (["patterns", "zzzz"], 1, 'no pattern "zzzz"'),
        (["hunch", "show", "7"], 1, 'no hunch "7"'),
        (["look", "--since", "monday"], 2, "filters without a topic have nothing to filter"),
        (["look", "unseen", "--kind", "dream"], 2, '"dream" is no kind'),
    ],
)
def test_what_cannot_be_answered_is_one_line_and_what_to_do_another(
    rj: Program, words: list[str], code: int, said: str
) -> None:
    result = rj(*words, code=code)

    first, second = result.err.splitlines()
    assert first == f"error: {said}"
    assert second
    assert result.out == ""


def test_an_unknown_topic_names_its_neighbours(rj: Program) -> None:
    assert "Near: repairs." in rj("look", "repars", code=1).err
    assert "echoes, experiments" in rj("look", "e", code=1).err
    assert "repairs, changes, bracing" in rj("look", "zzzz", code=1).err


def test_an_open_break_is_neither_dropped_nor_a_repair_of_no_days(rj: Program) -> None:
    for day in range(1, 7):
        rj.log(f"2026-10-0{day}: A quarrel. @Sam +d")
    for number in ("1", "2", "3"):
        rj("mend", number, "--by", "me", "--when", "2026-10-08")
    printed = rj("look", "repairs").out
    record = rj("look", "repairs", "--json").json()

    assert "6 breaks: 3 open · 3 mended" in printed
    assert (
        "From break to repair: 6 days in the middle of the 3 mended, or partly, too few to say; 3 still open" in printed
    )
    assert (record["median_days"], record["open"], record["within_7"]) == (6, 3, {"count": 3, "of": 6})


def test_filters_of_a_look_are_said_and_kinds_among_them(rj: Program) -> None:
    rj.log("Tea. @Ada +c")
    rj.log("A word. @Sam +d")

    assert "Only with Ada." in rj("look", "unseen", "--with", "Ada").out
    assert rj("look", "unseen", "--kind", "memory", "--json").json()["people"] == 0
    assert rj("calendar", "--kind", "memory", "--json").json() == []


def test_the_legend_of_the_calendar_keeps_to_the_width_and_names_every_mark(rj: Program) -> None:
    for _ in range(4):
        rj("log", "2026-11-02: Tea. @Sam")
    shown = rj.process("calendar", COLUMNS="60").err.splitlines()

    assert all(len(line) <= 60 for line in shown)
    assert "blank: nothing noted" in shown[-1]
    assert "+ more than 3" in " ".join(shown)


def test_a_calendar_of_several_years_names_each_and_an_empty_one_says_what_to_do(rj: Program) -> None:
    assert rj("calendar").err.startswith("Nothing noted in these days. rj log notes a moment.\n")
    rj("log", "2025-12-30: Tea. @Sam +c")

    shown = rj("calendar", "--since", "2025-12-20", "--until", "2026-01-20").out.splitlines()
    assert [line for line in shown if line in ("2025", "2026")] == ["2025", "2026"]
    assert "2026" not in rj("calendar", "--since", "2025-12-01", "--until", "2025-12-31").out
    assert "29 Dec 2025" in rj("look", "weeks", "--since", "2025-12-20", "--until", "2026-01-20").out


def test_every_number_of_a_look_opens_into_its_entries(rj: Program) -> None:
    for day in range(1, 7):
        rj.log(f"2026-11-0{day}: A word. @Sam +d +braced:they-got-angry +snapped +after:they-were-warm")
    printed = rj("look", "bracing").out

    assert "6 moments say what you braced for, away or against, and what they did." in printed
    assert "Braced for  they got angry 6" in printed
    assert "better      6 5 4 3 2 1" in printed


def test_hidden_patterns_stay_hidden_in_what_changed(rj: Program) -> None:
    for month in ("09", "10"):
        for day in range(10, 17):
            rj.log(f"2026-{month}-{day}: A word. @Sam +d +they-criticised-me +pulled-back")
    assert "the chase, retreating" in rj("look", "changes").out

    rj("patterns", "pursue-withdraw:retreater", "--hide")

    assert "the chase, retreating" not in rj("look", "changes").out
    assert "Noticing more can look like doing more." in rj("look", "changes").out


def test_what_changed_says_that_too_little_lies_before(rj: Program) -> None:
    for day in range(1, 7):
        rj.log(f"2026-11-0{day}: A word. @Sam +d +they-were-warm +pulled-back")
    rj.log("2026-09-01: Tea. @Sam +c +listened")
    printed = rj("look", "changes").out

    assert "Too few moments before these weeks to compare with (1 counted so far)." in printed
    assert "Noticing more can look like doing more." in printed
    assert "too few moments before 28 Sep to compare with (1 so far)" in rj("patterns", "pushing-away", "--full").out


def test_a_mended_break_says_what_it_is_now_and_what_is_missing_for_a_day_of_repair(rj: Program) -> None:
    rj.log("2026-11-02: A quarrel. @Sam +d")

    assert "It is a break, let go." in rj("mend", "1", "--status", "let-go").err
    assert "It does not say who moved first" in rj("mend", "1", "We talked.").err
    assert (
        "From break to repair: none is mended with a day to it; 1 mended on no known day." in rj("look", "repairs").out
    )
    rj("tag", "2", "+repaired")
    assert "20 days for the one mended, or partly" in rj("look", "repairs").out


def test_nothing_mends_a_break_before_it_was_there(rj: Program) -> None:
    rj.log("2026-11-02: A quarrel. @Sam +d")

    for words in (["mend", "1"], ["mend", "1", "I rang. +repaired"]):
        wrong = rj(*words, "--when", "2026-10-01", code=2)
        assert wrong.err.splitlines()[0] == "error: 2026-10-01 lies before the break, on 2026-11-02"
    assert rj("look", "repairs", "--json").json()["open"] == 1


def test_the_calendar_leaves_out_what_came_before_the_session_its_window_begins_with(rj: Program) -> None:
    for words in ("2026-09-10 09:00: Before.", "2026-09-10 12:00: After.", "2026-09-10: Some time."):
        rj.log(words + " @Ada +c")
    rj("session", "after", "held it", "--when", "2026-09-10 10:00")

    days = rj("calendar", "--json").json()
    assert [day["moments"] for day in days if day["day"] == "2026-09-10"] == [2]
    assert rj("patterns", "--json").json()["moments"]["logged"] == 2


def test_people_held_apart_are_on_the_map_with_all_which_goes_with_no_other_topic(rj: Program) -> None:
    rj("people", "add", "Mark", "--safety", "not-safe")
    rj.log("2026-11-02: A word. @Mark +d")
    rj.log("2026-11-03: Tea. @Ada +c")

    assert [each["name"] for each in rj("look", "map", "--json").json()] == ["Ada"]
    assert [each["name"] for each in rj("look", "map", "--all", "--json").json()] == ["Ada", "Mark"]
    assert "--all goes with map alone" in rj("look", "ways", "--all", code=2).err


def test_like_finds_what_was_before_and_without_an_id_asks_of_the_last_moment(rj: Program) -> None:
    rj.log("2026-10-02: The kitchen again. @Sam +d +they-criticised-me +went-silent")
    rj.log("2026-10-03: Tea. @Ada +c")
    rj.log("2026-11-02: In the kitchen. @Sam +d +they-criticised-me +went-silent")
    (found,) = rj("like", "--json").json()

    assert (found["shared"], found["words"]) == (["they-criticised-me", "went-silent"], ["kitchen", "the"])
    assert "they criticised me · went quiet" in rj("like", "3").out.replace("\u00a0", " ")
    assert "No other moment has enough in common" in rj("like", "2").out.replace("\u00a0", " ")


def test_changes_stand_in_three_groups_and_what_never_showed_is_left_out(rj: Program) -> None:
    for day in range(1, 10):
        rj.log(f"2026-11-0{day}: A word. @Sam +d +they-let-me-down +snapped")
        rj.log(f"2026-09-0{day}: A word. @Sam +d +they-let-me-down +listened")
        rj.log(f"2026-09-1{day}: A word. @Ada +d +they-let-me-down +went-silent")
    printed = rj("look", "changes").out
    (striking,) = [each for each in rj("look", "changes", "--json").json() if each["pattern"] == "striking-first"]

    assert "CLEAR\n" in printed
    assert "Striking first  more: 9 of 9 now, 0 of 18 before" in printed
    assert "testing" not in printed.lower()
    assert [(step["shows"], step["of"]) for step in striking["steps"]] == [(0, 0), (0, 18), (0, 0), (9, 9)]


def test_a_hunch_that_names_someone_asks_whether_it_is_only_with_them(rj: Program) -> None:
    rj("people", "add", "Sam")
    words = ["hunch", "add", "When Sam criticises me I go quiet", "--when", "criticised-me", "--then", "went-silent"]
    code, _ = AtTerminal(*words).sees("Only with Sam?").types("y").ends()
    printed = rj(*words).err

    assert code == 0
    assert [hunch["with"] for hunch in rj("hunch", "list", "--json").json()] == ["Sam", None]
    assert "Your words name Sam: --with counts only moments with them." in printed


def test_a_theme_whose_parts_do_not_meet_is_not_told(rj: Program) -> None:
    for day in range(1, 6):
        rj.log(f"2026-11-0{day}: A. @Sam +d +they-criticised-me +to-matter +went-silent")
        rj.log(f"2026-11-1{day}: B. @Sam +d +they-criticised-me +to-be-close +went-silent")
    met = rj("look", "theme").out
    for day in range(1, 7):
        rj.log(f"2026-10-0{day}: D. @Sam +d +they-were-busy +to-be-free +snapped")
        rj.log(f"2026-10-2{day}: E. @Sam +d +they-pulled-away +to-be-free +listened")
    meets_no_more = rj("look", "theme")

    assert "came together in 5 moments" in " ".join(met.split())
    assert "None shows yet. Over 22 full moments" in " ".join(meets_no_more.out.split())


def test_growth_leaves_out_what_nobody_answered(rj: Program) -> None:
    for day in range(1, 6):
        rj.log(f"2026-11-0{day}: Tea. @Ada +c +listened +more-zest +more-worth +same-clarity")
    printed = rj("look", "growth").out

    assert "more 5 · same 0 · less 0" in printed
    assert "more 0 · same 0 · less 0" not in printed
