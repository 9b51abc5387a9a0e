"""`rj edit`, `rj tag`, `rj delete`, `rj undo`, `rj mend`, `rj link`."""

from __future__ import annotations

import pytest


def state(rj) -> str:
    return rj("export").out


def test_a_tag_is_added_moved_and_taken_off(rj) -> None:
    rj.log("Tea. +went-silent +drained")

    entry = rj("tag", "1", "+before:drained", "+after:lonely", "+@Ada", "mixed", "--json").json()
    assert (entry["felt_before"], entry["felt_after"]) == (["drained"], ["lonely"])
    assert (entry["people"], entry["tone"]) == (["Ada"], "mixed")
    assert rj("tag", "1", "-drained", "-@Ada", "--json").json()["people"] == []


def test_tag_never_changes_the_words(rj) -> None:
    text = rj.log("Tea. +hurt")["text"]

    assert rj("tag", "-hurt", "+sad", "--json").json()["text"] == text


def test_a_feeling_without_a_place_names_both_forms_where_there_is_a_move(rj) -> None:
    rj.log("Tea. +went-silent")
    result = rj("tag", "1", "+hurt", code=2)

    assert "before:hurt" in result.err
    assert "after:hurt" in result.err


def test_editing_the_words_adds_the_tags_that_are_new_and_removes_those_that_left(rj) -> None:
    rj.log("Tea. +hurt +went-silent +lonely")
    rj("tag", "1", "+before:afraid")
    entry = rj("edit", "1", "--text", "Tea again. +hurt +snapped", "--json").json()

    assert entry["moves"] == ["snapped"]
    assert set(entry["felt_before"]) == {"hurt", "afraid"}
    assert entry["felt_after"] == []
    assert entry["text"] == "Tea again. +hurt +snapped"


def test_edit_takes_the_options_of_log_and_their_opposites(rj) -> None:
    rj.log("Tea. @Ada +c", "--private", "--break")
    entry = rj("edit", "--no-private", "--tone", "mixed", "--when", "2 Nov", "--with", "Bo", "--share", "--json").json()

    assert (entry["private"], entry["tone"], entry["when"], entry["people"]) == (False, "mixed", "2026-11-02", ["Bo"])
    assert entry["share"] is True
    assert rj("edit", "--no-break", "--no-tone", "--json").json()["break"] is None


def test_undo_walks_back_through_every_change_whatever_it_was(rj) -> None:
    states = []
    for words in (
        ["log", "One. @Ada +c"],
        ["log", "Two. @Bo +d +snapped +knackered"],
        ["edit", "1", "--text", "One and a half. @Ada +m"],
        ["tag", "2", "-snapped", "+went-silent"],
        ["mend", "2", "--by", "me"],
        ["mend", "2", "I said sorry. @Bo +repaired"],
        ["link", "1", "2", "--as", "echoes"],
        ["people", "rename", "Bo", "Robert"],
        ["people", "edit", "Ada", "--relationship", "close-friend"],
        ["people", "merge", "Robert", "Ada"],
        ["words", "add", "knackered", "--like", "drained"],
        ["settings", "names", "initials"],
        ["delete", "1"],
    ):
        states.append(state(rj))
        rj(*words)
    for before in reversed(states):
        rj("undo")
        assert state(rj) == before
    assert rj("undo", code=1).err.startswith("error: ")


def test_what_was_taken_back_can_be_done_again(rj) -> None:
    rj.log("One.")
    rj("edit", "1", "--text", "One and a half.")
    after = state(rj)
    rj("undo")
    rj("undo")
    rj("undo", "--redo")
    rj("undo", "--redo")

    assert state(rj) == after


def test_undo_says_what_it_did_and_what_would_do_it_again(rj) -> None:
    rj.log("One.")
    said = rj("undo", "--json").json()

    assert said["did"] == "undo"
    assert "1" in said["what"]
    rj.log("Two.")
    result = rj("undo")
    assert "rj undo" in result.out + result.err


def test_a_deleted_entry_is_in_the_bin_and_comes_back_by_its_number(rj) -> None:
    rj.log("One.")
    assert rj("delete", "1", "--json").json()["did"] == "delete"
    assert rj("list", "--json").json() == []
    assert [entry["id"] for entry in rj("list", "--deleted", "--json").json()] == [1]
    rj("undo", "1")

    assert [entry["id"] for entry in rj("list", "--json").json()] == [1]


def test_numbers_are_never_given_twice(rj) -> None:
    rj.log("One.")
    rj("undo")

    assert rj.log("Two.")["id"] == 2


def test_for_good_asks_and_without_a_terminal_refuses(rj) -> None:
    rj.log("One quince.")
    assert rj("delete", "1", "--for-good", code=2).out == ""
    rj("delete", "1", "--for-good", "--yes")

    assert rj("undo", "1", code=1).err.startswith("error: ")
    assert b"quince" not in b"".join(path.read_bytes() for path in rj.journal.parent.rglob("*") if path.is_file())


def test_what_changed_nothing_leaves_nothing_to_undo(rj) -> None:
    rj.log("One. +c")
    rj("edit", "1", "--tone", "connection")
    rj("undo")

    assert rj("list", "--json").json() == []


def test_a_break_is_mended_without_a_moment_or_by_one(rj) -> None:
    rj.log("2026-11-10: We fought. @Ada +d")
    rj.log("2026-11-12: We fought again. @Ada +d")
    alone = rj("mend", "1", "--by", "them", "--when", "2026-11-15", "--json").json()
    moment = rj("mend", "2", "She came back and I let it count. @Ada +received-their-repair", "--json").json()

    assert (alone["break"], alone["mended"]) == ("mended", {"when": "2026-11-15", "by": "them"})
    assert moment["links"] == [{"to": rj("show", "2", "--json").json()["uid"], "as": "repairs"}]
    assert rj("show", "2", "--json").json()["break"] == "mended"


@pytest.mark.parametrize(("by", "moves", "first"), [("me", ["repaired"], []), ("them", [], ["they-made-amends"])])
def test_by_says_who_moved_where_the_repairing_moment_does_not(rj, by, moves, first) -> None:
    rj.log("We fought. @Ada +d")
    entry = rj("mend", "1", "Tea, and it was all right. @Ada", "--by", by, "--json").json()

    assert (entry["moves"], entry["first"]) == (moves, first)


def test_both_halves_of_a_mend_are_taken_back_by_one_undo(rj) -> None:
    rj.log("We fought. @Ada +d")
    before = state(rj)
    rj("mend", "1", "I came back. @Ada", "--by", "me")
    rj("undo")

    assert state(rj) == before


def test_an_unknown_tie_or_entry_is_said(rj) -> None:
    rj.log("One.")

    assert rj("link", "1", "2", "--as", "echoes", code=1).err.startswith("error: ")
    assert "repairs" in rj("link", "1", "1", "--as", "mirrors", code=2).err


@pytest.mark.parametrize(
    "words", [("show", ""), ("edit", "", "--private"), ("tag", "", "+hurt"), ("mend", ""), ("undo", "")]
)
def test_an_empty_id_is_no_entry_and_never_the_moment_logged_last(rj, words) -> None:
    rj.log("Tea. @Ada +c")
    before = state(rj)

    assert rj(*words, code=1).err.startswith('error: there is no entry ""\n')
    assert state(rj) == before


def test_an_entry_is_not_tied_to_itself(rj) -> None:
    rj.log("Tea. @Ada +c")

    assert rj("link", "1", "1", "--as", "echoes", code=2).err.startswith("error: 1 cannot be tied to itself\n")
    assert rj("show", "--json").json()["links"] == []


@pytest.mark.parametrize("options", [("--with", "Bo", "--no-with"), ("--tone", "d", "--no-tone")])
def test_an_option_of_edit_and_its_opposite_together_are_an_error(rj, options) -> None:
    rj.log("Tea. @Ada +c")
    before = state(rj)

    assert "together say nothing" in rj("edit", "1", *options, code=2).err
    assert state(rj) == before


def test_an_entry_does_not_mend_itself(rj) -> None:
    rj.log("A quarrel. @Ada +d")

    assert rj("edit", "1", "--repairs", "1", code=2).err.startswith("error: 1 cannot be tied to itself\n")


def test_a_break_mended_on_a_date_left_empty_is_an_error(rj) -> None:
    rj.log("A quarrel. @Ada +d")

    assert rj("mend", "1", "--when", "", code=2).err.startswith('error: "" does not read as a date\n')
    assert rj("show", "1", "--json").json()["mended"] is None


def test_a_change_that_changes_nothing_says_so_and_leaves_nothing_behind(rj) -> None:
    rj("log", "Tea. +hurt")
    before = rj("export").out
    for line in (
        ["tag", "1", "+x", "-x"],
        ["tag", "1", "+@Zoe", "-@Zoe"],
        ["tag", "1", "+hurt"],
        ["edit", "1", "--tag", "hurt"],
    ):
        result = rj(*line)

        assert result.out.startswith("Nothing changed: 1 · "), line
        assert "rj undo" not in result.err
        assert "is new here" not in result.err
        assert "own word" not in result.err
    assert rj("mend", "1", "--status", "open").out.startswith("Changed 1")
    assert rj("mend", "1", "--status", "open").out.startswith("Nothing changed: 1")
    rj("undo")
    assert rj("export").out == before
    rj("undo")
    assert rj("list", "--json").json() == []


@pytest.mark.parametrize(("line", "number"), [(["tag"], 2), (["tag", "1"], 1)])
def test_a_tag_without_a_change_names_the_entry_it_would_change(rj, line, number) -> None:
    rj("log", "Tea.")
    rj("log", "Soup.")
    result = rj(*line, code=2)

    assert len(result.err.splitlines()) == 2
    if len(line) > 1:
        assert f"rj tag {number} +hurt" in result.err


def test_an_edit_of_words_and_tags_keeps_what_both_bring(rj) -> None:
    rj("log", "Tea with @Ada.")
    rj("edit", "1", "--text", "Tea with @Ada. +friend", "--tag", "grumpy", "--with", "Bo", "--with", "Ada")

    ada = next(person for person in rj("people", "--json").json() if person["name"] == "Ada")
    assert ada["relationship"] == "friend"


def test_a_tag_finds_the_words_of_one_s_own_that_count_like_it(rj) -> None:
    rj("words", "add", "clammed", "--like", "went-silent")
    rj("log", "One. +clammed")
    rj("log", "Two. +went-silent")
    rj("log", "Three. +urge:clammed")

    def found(*tags: str) -> list[int]:
        return [entry["id"] for entry in rj("list", *tags, "--json").json()]

    assert found("--tag", "went-silent") == [2, 1]
    assert found("--tag", "went-silent", "-n", "0") == [2, 1]
    assert found("--tag", "urge:went-silent") == [3]
    assert found("--tag", "clammed") == [1]
    assert [entry["id"] for entry in rj("search", "o", "--tag", "went-silent", "--json").json()] == [1]
    assert rj("export", "--tag", "went-silent").out.count('"kind": "moment"') == 2
