"""What `rj look`, `--story-only` and hunches promise, held at the program itself: each turned round would be seen."""

from __future__ import annotations

import pytest


@pytest.fixture
def logged(rj):
    """Two moments with the therapist, two with Sam, one of them a story only."""
    rj("people", "add", "Dr Lin", "--relationship", "therapist")
    rj("log", "She asked, I went silent. @Dr Lin +they-asked-something +went-silent", "--with", "Dr Lin", code=None)
    rj("log", "I said it.", "--with", "Dr Lin", "--tag", "they-asked-something", "--tag", "said-what-i-felt")
    rj("log", "With Sam.", "--with", "Sam", "--tag", "they-asked-something", "--tag", "went-silent")
    rj("log", "Long ago, told once.", "--with", "Sam", "--tag", "went-silent", "--story-only")
    return rj


def test_a_story_only_is_kept_and_shown_and_never_counted(logged) -> None:
    story = logged("list", "--json").json()[0]
    assert story["story_only"] is True
    counted = logged("patterns", "--json").json()
    before = (counted["moments"]["counted"], counted["moments"]["story_only"])

    logged("edit", str(story["id"]), "--no-story-only")

    counted = logged("patterns", "--json").json()
    assert (counted["moments"]["counted"], counted["moments"]["story_only"]) == (before[0] + 1, before[1] - 1)
    assert before[1] == 1
    logged("edit", str(story["id"]), "--story-only")
    counted = logged("patterns", "--json").json()
    assert (counted["moments"]["counted"], counted["moments"]["story_only"]) == before


def test_a_story_only_is_no_proof_of_a_pattern_and_not_on_the_page(logged) -> None:
    logged("log", "Only told.", "--tag", "went-silent", "--tone", "disconnection", "--story-only")
    stories = {entry["uid"] for entry in logged("list", "--json").json() if entry["story_only"]}

    for row in logged("patterns", "--json").json()["patterns"]:
        assert not stories & {uid for uids in row["entries"].values() for uid in uids}, row["key"]
    assert "Only told." not in logged("summary", "--format", "text").out
    assert "story only" in logged("show").out


def test_look_therapist_counts_the_moments_with_the_therapist_and_no_others(logged) -> None:
    with_therapist = {entry["uid"] for entry in logged("list", "--with", "Dr Lin", "--json").json()}

    rows = logged("look", "therapist", "--json").json()["patterns"]

    shown = {uid for row in rows for uids in row["entries"].values() for uid in uids}
    assert shown
    assert shown <= with_therapist
    assert max(row["of"] for row in rows) == len(with_therapist)


def test_only_a_tie_that_is_an_echo_is_one(logged) -> None:
    logged("log", "The kitchen, 1998.", "--when", "1998", "--kind", "memory")
    memory = str(logged("list", "--kind", "memory", "--json").json()[0]["id"])
    logged("link", "2", memory, "--as", "fits")
    logged("link", "1", memory, "--as", "does-not-fit")
    assert logged("look", "echoes", "--json").json() == []

    logged("link", "3", memory, "--as", "echoes")

    (echo,) = logged("look", "echoes", "--json").json()
    assert echo["moments"] == 1


def test_the_foot_of_a_look_leads_to_what_was_left_empty(logged) -> None:
    for _ in range(5):
        logged("log", "She asked.", "--with", "Dr Lin", "--tag", "they-asked-something", "--tag", "went-silent")
    for words in (("look", "therapist"), ("look", "repairs")):
        assert "What this does not see: rj look unseen" in logged(*words).out.replace("\n", " "), words
    assert "LEFT EMPTY" in logged("look", "unseen").out
    before = logged("look", "unseen", "--json").json()["empty"]["people"]
    logged("log", "Nothing said.")
    assert logged("look", "unseen", "--json").json()["empty"]["people"] == before + 1


class TestIdentityOfHunches:
    """A hunch is the same whatever is done beside it: by number, by uid, by a beginning that only it has."""

    @pytest.fixture
    def two(self, rj):
        rj("log", "@Sam +hurt +went-silent")
        rj("hunch", "add", "First.", "--when", "hurt", "--then", "went-silent", "--with", "Sam")
        rj("hunch", "add", "Second.", "--when", "lonely", "--then", "reached-out")
        return rj

    def test_each_has_a_uid_of_its_own_and_ending_one_ends_no_other(self, two) -> None:
        first, second = two("hunch", "list", "--json").json()
        assert first["uid"] != second["uid"]
        assert {first["text"], second["text"]} == {"First.", "Second."}

        two("hunch", "end", second["uid"])

        now = {row["uid"]: row for row in two("hunch", "list", "--json").json()}
        assert (now[second["uid"]]["ended"] is None, now[first["uid"]]["ended"]) == (False, None)
        assert now[first["uid"]] == first

    def test_it_keeps_its_uid_and_person_through_export_import_rename_and_undo(
        self, two, tmp_path, monkeypatch
    ) -> None:
        before = two("hunch", "list", "--json").json()
        two("people", "rename", "Sam", "Samira")
        renamed = two("hunch", "list", "--json").json()
        assert [row["uid"] for row in renamed] == [row["uid"] for row in before]
        assert {row["with"] for row in renamed} == {"Samira", None}
        file = tmp_path / "all.jsonl"
        file.write_text(two("export").out, encoding="utf-8")
        two("hunch", "end", before[0]["uid"])
        two("undo")
        assert two("hunch", "list", "--json").json() == renamed
        two("import", str(file))
        assert two("hunch", "list", "--json").json() == renamed
        monkeypatch.setenv("RJ_JOURNAL", str(tmp_path / "other" / "journal.db"))
        two("import", str(file))
        assert [row["uid"] for row in two("hunch", "list", "--json").json()] == [row["uid"] for row in before]

    def test_two_that_begin_alike_are_not_one(self, two) -> None:
        uids = [row["uid"] for row in two("hunch", "list", "--json").json()]
        assert uids[0][:4] == uids[1][:4]  # of the same day

        assert "several" in two("hunch", "end", uids[0][:4], code=1).err
        assert "no hunch" in two("hunch", "end", "zzzz", code=1).err
        assert all(row["ended"] is None for row in two("hunch", "list", "--json").json())
