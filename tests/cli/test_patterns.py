"""`rj patterns` as a person runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.program import Program


def _some_moments(rj: Program, count: int = 6) -> None:
    for n in range(count):
        move = "went-silent" if n % 3 else "said-felt"
        rj.log(f"2026-11-{10 + n}: words @Mum +d +criticised-me +hurt +{move} +they-had-more")


def test_an_empty_journal_says_too_few_and_makes_no_file(rj: Program) -> None:
    result = rj("patterns")

    assert "Too few moments to say (0 so far). Ordinary ones count too." in result.out
    assert not rj.journal.exists()


def test_a_count_stands_with_its_base_its_exceptions_guard_and_power(rj: Program) -> None:
    _some_moments(rj)
    result = rj("patterns")

    assert " 4 of 6   Going quiet" in result.out
    assert "Out of fewer than 10: an early impression." in result.out
    assert "when there was something to say; in 2 it went otherwise" in result.out
    assert "may have protected: from anger or loss where speaking cost too much" in result.out
    assert "power   they more 4 of 6" in result.out
    assert result.err == ""


def test_one_pattern_lists_its_entries(rj: Program) -> None:
    _some_moments(rj)
    result = rj("patterns", "going-silent", "--full")

    assert (
        "Going quiet showed up in 4 of the 6 moments when there was something to say (an early impression)."
        in result.out
    )
    assert "WHEN IT WENT OTHERWISE" in result.out
    for number in range(1, 7):
        assert f"\n  {number}  " in result.out


def test_both_roles_of_the_chase_are_told_where_none_is_named(rj: Program) -> None:
    result, full = rj("patterns", "pursue-withdraw"), rj("patterns", "pursue-withdraw", "--full")

    assert result.out.index("\nPRESSING") < result.out.index("\nRETREATING")
    assert full.out.index("The chase, pressing") < full.out.index("The chase, retreating")
    assert [each["pattern"]["key"] for each in rj("patterns", "pursue-withdraw", "--json").json()] == [
        "pursue-withdraw:chaser",
        "pursue-withdraw:retreater",
    ]


def test_an_unknown_pattern_names_its_neighbours(rj: Program) -> None:
    result = rj("patterns", "going-silnt", code=1)

    assert result.out == ""
    assert result.err.splitlines()[0] == 'error: no pattern "going-silnt"'
    assert "going-silent" in result.err.splitlines()[1]


def test_a_pattern_is_found_by_its_name_and_by_a_beginning_that_only_it_has(rj: Program) -> None:
    assert rj("patterns", "Giving more than I have", "--json").json()["pattern"]["key"] == "over-giving"
    assert rj("patterns", "bound", "--json").json()["pattern"]["key"] == "boundaries-with-contact"
    assert len(rj("patterns", "pursue", "--json").json()) == 2


def test_where_nothing_is_near_all_patterns_are_named(rj: Program) -> None:
    assert "Near: going-silent, going-it-alone." in rj("patterns", "going", code=1).err
    assert "There are pushing-away, going-silent," in rj("patterns", "zzzz", code=1).err


def test_json_has_the_promised_shape(rj: Program) -> None:
    _some_moments(rj)
    printed = rj("patterns", "--json").json()
    one = rj("patterns", "going-silent", "--json").json()

    assert list(printed) == ["window", "moments", "held_apart", "ways", "tones", "patterns", "comparisons"]
    assert len(printed["patterns"]) == 19
    assert list(one) == ["window", "pattern", "before", "after", "otherwise", "guards", "questions", "comparisons"]
    assert one["pattern"]["shows"] == 4


def test_filters_narrow_what_is_counted_and_are_said(rj: Program) -> None:
    _some_moments(rj)
    rj.log("a fine day @Ada +c +reached-out")

    assert "Only with Ada." in rj("patterns", "--with", "Ada").out
    assert rj("patterns", "--with", "Ada", "--json").json()["moments"]["counted"] == 1
    assert rj("patterns", "--since", "2026-11-12", "--until", "2026-11-13", "--json").json()["moments"]["counted"] == 2


def test_a_filter_that_cannot_be_read_is_an_error(rj: Program) -> None:
    assert rj("patterns", "--since", "tusday", code=2).out == ""
    assert rj("patterns", "--tone", "sideways", code=2).out == ""
    assert rj("patterns", "--since", "2026-11-02", "--until", "2026-11-01", code=2).out == ""


def test_a_hidden_pattern_is_not_shown_until_it_is_shown_again(rj: Program) -> None:
    _some_moments(rj)
    hidden = rj("patterns", "going-silent", "--hide")
    without = rj("patterns")
    rj("patterns", "going-silent", "--unhide")

    assert hidden.out == "going-silent is hidden from now on.\n"
    assert "Going quiet" not in without.out
    assert "Hidden by you: going-silent." in without.out
    assert "Going quiet" in rj("patterns").out


def test_json_holds_hidden_patterns_too(rj: Program) -> None:
    _some_moments(rj)
    rj("patterns", "going-silent", "--hide")

    assert len(rj("patterns", "--json").json()["patterns"]) == 19


def test_hiding_can_be_undone(rj: Program) -> None:
    _some_moments(rj)
    rj("patterns", "going-silent", "--hide")
    rj("undo")

    assert "Going quiet" in rj("patterns").out


def test_hiding_needs_a_pattern_and_one_wish(rj: Program) -> None:
    assert rj("patterns", "--hide", code=2).out == ""
    assert rj("patterns", "testing", "--hide", "--unhide", code=2).out == ""


def test_a_range_is_said_on_request_with_its_condition(rj: Program) -> None:
    _some_moments(rj, 12)

    assert "in ten" not in rj("patterns").out
    assert "in ten, if these moments are typical" in rj("patterns", "--ranges").out


def test_all_shows_every_pattern_in_full_lines(rj: Program) -> None:
    _some_moments(rj)

    assert "Striking first" not in rj("patterns").out
    assert "Striking first" in rj("patterns", "--all").out


def test_without_utf_8_all_is_ascii(rj: Program) -> None:
    _some_moments(rj)
    result = rj.process("patterns", LC_ALL="C")

    assert result.code == 0
    assert result.out.isascii()
    assert "####oo" in result.out


def test_columns_are_kept_to(rj: Program) -> None:
    _some_moments(rj)
    for columns in ("60", "80", "120"):
        drawn = rj.process("patterns", "--all", COLUMNS=columns).out

        assert all(len(line) <= int(columns) for line in drawn.splitlines())


def test_in_a_pipe_there_is_no_style(rj: Program) -> None:
    _some_moments(rj)

    assert "\x1b" not in rj("patterns").out + rj("patterns", "going-silent").out


def test_a_pattern_tells_sides_of_a_context_and_treatment_beside_where_none_was_noted(rj: Program) -> None:
    for day in range(1, 7):
        rj("log", f"2026-11-0{day}: A word. @Ruth +d +they-criticised-me +went-silent +gender:subordinate +talked-over")
        rj("log", f"2026-10-1{day}: A word. @Ada +m +they-criticised-me +said-what-i-felt +gender:dominant")
    printed = " ".join(rj("patterns", "going-silent", "--full").out.split())

    assert "gender (on the side with less power) 6 of 6" in printed
    assert "gender (on the side with more power) 0 of 6" in printed
    assert "gender 6 of 12" in printed
    assert "treated as less 6 of 6 (early) · treated as less not noted 0 of 6" in printed


def test_what_came_on_a_later_day_is_told_apart_from_what_came_right_then(rj: Program) -> None:
    _some_moments(rj)
    rj("log", "2026-11-20: She rang. @Mum +c +they-reached-out +listened +after:relieved +more-worth")
    entries = rj("patterns", "going-silent", "--json").json()["pattern"]["entries"]["shows"]
    rj("link", rj("list", "-n", "1", "--json").json()[0]["uid"], entries[0], "--as", "outcome-of")
    printed = rj("patterns", "going-silent", "--full").out

    assert "On later days, where linked: toward 1; relieved 1; good things 1 more, 0 less (worth 1 more)." in printed
