"""A whole line of quick syntax, its story order, and the notices about it."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relational_journal.capture import Options, read_moment
from relational_journal.capture.syntax.marks import find_marks
from relational_journal.errors import FutureDate, JournalError, NothingToLog, UnreadableDate, WordingError
from relational_journal.model import Entry, Person, Word
from relational_journal.vocabulary.load import vocabulary

NOW = datetime.fromisoformat("2026-11-22T18:40:00+01:00")

THE_SCREEN = (
    "Jonas said he missed me and I'd been far away. I snapped, walked out, came back and said I was scared. @jonas +b "
    "+braced:rejected +opened-up +criticised-me +afraid +to-matter +snapped +left-ab +said-felt +warm +drained"
)


def test_a_whole_story_in_one_line(read) -> None:
    draft = read(f"yesterday 22:50: {THE_SCREEN}")

    assert draft.moment == Entry(
        when="2026-11-21T22:50:00+01:00",
        text=THE_SCREEN,
        tone="mixed",
        people=("Jonas",),
        first=("they-opened-up", "they-criticised-me"),
        braced=("they-rejected-me",),
        felt_before=("afraid",),
        wishes=("to-matter",),
        moves=("snapped", "left-abruptly", "said-what-i-felt"),
        after=("they-were-warm",),
        felt_after=("drained",),
    )
    assert draft.notices == ()


STORIES = [
    # what came before the first move, the moves, what came after
    ("+they-let-me-down +hurt +went-silent +lonely", {"first": "they-let-me-down", "felt_before": "hurt"}, "lonely"),
    ("+hurt +urge:went-silent +relieved", {"felt_before": "hurt", "urges": "went-silent"}, "relieved"),
    # the first move is the turn, whatever urge came before it
    ("+urge:snapped +hurt +listened +calm", {"felt_before": "hurt", "urges": "snapped", "moves": "listened"}, "calm"),
]


@pytest.mark.parametrize(("text", "before", "felt_after"), STORIES)
def test_the_turn_is_the_first_move_else_the_first_urge(
    read, text: str, before: dict[str, str], felt_after: str
) -> None:
    moment = read(text).moment

    assert {slot: getattr(moment, slot) for slot in before} == {slot: (key,) for slot, key in before.items()}
    assert moment.felt_after == (felt_after,)


def test_without_a_move_or_an_urge_all_is_before(read) -> None:
    moment = read("+hurt +they-were-warm +calm +to-matter").moment

    assert (moment.first, moment.felt_before, moment.wishes) == (("they-were-warm",), ("hurt", "calm"), ("to-matter",))
    assert moment.after == moment.felt_after == ()


def test_before_and_after_overrule_the_order(read) -> None:
    moment = read("+after:hurt +after:they-were-warm +went-silent +before:they-pressed-me +before:sad").moment

    assert (moment.first, moment.felt_before) == (("they-pressed-me",), ("sad",))
    assert (moment.after, moment.felt_after) == (("they-were-warm",), ("hurt",))


def test_a_wish_and_what_one_braced_for_have_no_side(read) -> None:
    moment = read("+went-silent +to-matter +braced:they-rejected-me").moment

    assert (moment.wishes, moment.braced) == (("to-matter",), ("they-rejected-me",))
    assert moment.after == ()


def test_the_same_feeling_may_stand_on_both_sides_and_a_key_once_in_a_field(read) -> None:
    moment = read("+hurt +hurt +snapped +hurt +snapped +hurt").moment

    assert (moment.felt_before, moment.moves, moment.felt_after) == (("hurt",), ("snapped",), ("hurt",))


def test_tag_options_go_on_the_story_at_the_end(read) -> None:
    moment = read("+hurt", tags=("went-silent", "lonely")).moment

    assert (moment.felt_before, moment.moves, moment.felt_after) == (("hurt",), ("went-silent",), ("lonely",))


def test_a_response_between_two_moves_gets_a_hint(read) -> None:
    draft = read("+snapped +they-were-warm +said-what-i-felt")

    assert draft.moment.after == ("they-were-warm",)
    assert [notice.text for notice in draft.notices] == [
        '"They were warm" came between two things you did; two turns are better logged as two moments'
    ]


@pytest.mark.parametrize(
    "text",
    [
        "+they-were-warm +snapped +listened",
        "+snapped +listened +they-were-warm",
        "+snapped +hurt +listened",
        "+snapped +after:they-were-warm +listened",
        "+snapped +they-were-warm +urge:listened",
    ],
)
def test_other_orders_get_none(read, text: str) -> None:
    assert read(text).notices == ()


def test_an_own_word_stands_by_story_order(read) -> None:
    own = [Word("bolted", "bolted", "D", "left-abruptly"), Word("wrung-out", "wrung out", "D", "drained")]

    moment = read("+wrung-out +bolted +wrung-out +my-thing", own=[*own, Word("my-thing", "my thing")]).moment

    assert (moment.felt_before, moment.moves, moment.felt_after) == (("wrung-out",), ("bolted",), ("wrung-out",))
    assert moment.own == ("my-thing",)


def test_the_text_is_stored_as_typed_without_the_date_before_it(read) -> None:
    assert read("Note: +hurt  @Sam\n#sad ").moment.text == "Note: +hurt  @Sam\n#sad "
    assert read("yesterday: Note: +hurt").moment.text == "Note: +hurt"
    assert read("Sun: burned again").moment.text == "Sun: burned again"
    assert read("  two  spaces  ").moment.text == "  two  spaces  "


def test_now_is_when_it_was_unless_said(read) -> None:
    assert read("tea").moment.when == "2026-11-22T18:40:00+01:00"
    assert read("friday: tea").moment.when == "2026-11-20"
    assert read("friday: tea", when="2 nov").moment.when == "2026-11-02"
    assert read("friday: tea", when="2 nov").moment.text == "friday: tea"


def test_when_takes_months_and_years(read) -> None:
    assert [read("tea", when=words).moment.when for words in ("2026-10", "1998")] == ["2026-10", "1998"]


def test_unreadable_and_future_dates_are_errors(read) -> None:
    with pytest.raises(UnreadableDate):
        read("tea", when="tusday 9pm")
    with pytest.raises(FutureDate):
        read("tea", when="tomorrow")
    with pytest.raises(FutureDate):
        read("tomorrow 6pm: tea")

    assert read("tomorrow 6pm: tea", settings={"past": False}).moment.when == "2026-11-23T18:00:00+01:00"


def test_the_options_fill_their_fields(read) -> None:
    moment = read(
        "tea", private=True, share=True, story_only=True, unsafe=True, break_status="open", kind="memory"
    ).moment

    assert (moment.private, moment.share, moment.story_only, moment.unsafe) == (True, True, True, True)
    assert (moment.break_status, moment.kind) == ("open", "memory")
    assert (moment.uid, moment.id, moment.written, moment.changed) == ("", None, "", "")


@pytest.mark.parametrize(("name", "value"), [("kind", "dream"), ("break_status", "broken")])
def test_an_option_that_is_none_of_the_words_is_an_error(read, name: str, value: str) -> None:
    with pytest.raises(WordingError, match=value):
        read("tea", **{name: value})


@pytest.mark.parametrize("text", ["", " ", "\n\t \n", "yesterday: "])
def test_only_spaces_are_nothing_to_log(read, text: str) -> None:
    with pytest.raises(NothingToLog) as caught:
        read(text)

    assert caught.value.exit_code == 2
    assert read(text, settings={"allow_empty": True}).moment.moves == ()


@pytest.mark.parametrize(
    "options", [{"tags": ("hurt",)}, {"tone": "mixed"}, {"kind": "session"}, {"break_status": "open"}, {"unsafe": True}]
)
def test_a_tag_or_an_option_that_says_something_is_enough(read, options: dict[str, object]) -> None:
    assert read("", **options).moment.text == ""


def test_bytes_that_are_no_text_are_an_error(read) -> None:
    with pytest.raises(WordingError, match="not UTF-8"):
        read("tea \udcff")


def test_the_words_of_the_person_never_stand_in_an_error_but_for_those_at_fault(read) -> None:
    for text in (
        "my secret +worth",
        "my secret +said-what",
        "my secret +gender:x",
        "my secret +they-had-more +i-had-more",
    ):
        with pytest.raises(JournalError) as caught:
            read(text)
        assert "secret" not in caught.value.sentence + caught.value.next_step


HOSTILE = [
    "[bold]tea[/bold] \x1b[31mred\x1b[0m",
    '"* NEAR(tea, 3) AND tea*',
    "'; DROP TABLE entries; --",
    '=HYPERLINK("x") @Sam\'s +c',
    "👩\u200d👧 +hurt 🎉+hurt #🎉 @👩",
    "\u202e+hurt \u2066@Sam\u2069 \u200f#sad",
    '@"never closed +hurt “ ‘ « (',
    "+:::: @@@@ ####+ \\\\@ \\",
    "+before: +after: +urge: +braced:",
    "\x00\x07\x1b]0;title\x07",
    "<script>alert(1)</script> {{7*7}} %s %n ${x}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_to_the_letter(read, text: str) -> None:
    assert read(text).moment.text == text


_WORDS = sorted(vocabulary().terms)
_TAGS = st.sampled_from(
    [*_WORDS, "c", "f", "more-zest", "said-what", "before:hurt", "urge:snapped", "gender:sub", "worth"]
)
_NAMES = st.sampled_from(["Sam", "sam's", "Aunt May", '"Aunt May"', "Jona", "me", "“", "é"])
_PIECES = st.one_of(
    st.text(max_size=6),
    _TAGS.map(lambda tag: f"+{tag}"),
    _TAGS.map(lambda tag: f"#{tag}"),
    _NAMES.map(lambda name: f"@{name}"),
    st.sampled_from(["yesterday: ", "2 nov: ", "Note: ", "\n", " ", "  ", '"', "(", "\\", ":", "\u202e", "a+b"]),
)


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=12).map(" ".join)))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_stored_exactly_or_refused_with_a_kind_word(text: str) -> None:
    people = (Person("Sam"), Person("Aunt May"), Person("Jonas"))
    try:
        draft = read_moment(text, now=NOW, vocabulary=vocabulary(), people=people)
    except JournalError as error:
        assert error.sentence and error.next_step and error.exit_code in (1, 2)
        return

    moment = draft.moment
    assert text.endswith(moment.text)
    assert moment.text == text or draft.moment.when != NOW.isoformat()
    assert len([key for key in moment.power if key in ("they-had-more", "i-had-more")]) <= 1
    new = [person.name for person in draft.new_people]
    assert set(moment.people) <= {"Sam", "Aunt May", "Jonas", "myself", *new}
    filled = {*moment.first, *moment.felt_before, *moment.moves, *moment.after, *moment.felt_after, *moment.own}
    assert filled <= {*vocabulary().terms, *(word.key for word in draft.new_words)}
    if not find_marks(moment.text):
        assert not filled and not moment.people


@given(
    st.lists(st.sampled_from([key for key in _WORDS if vocabulary().slot_list(key) in ("moves", "feelings", "wishes")]))
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_typed_tags_and_tag_options_say_the_same(keys: list[str]) -> None:
    def read(text: str, tags: tuple[str, ...]) -> Entry:
        draft = read_moment(text, now=NOW, vocabulary=vocabulary(), people=(), options=Options(tags=tags))
        return draft.moment

    typed = read("x " + " ".join(f"+{key}" for key in keys), ())
    given_as_options = read("x", tuple(keys))

    assert typed._replace(text="") == given_as_options._replace(text="")


@pytest.mark.parametrize(
    "text", ["word " * 1_000_000, "x" * 5_000_000 + " +hurt", "+hurt @Sam " * 50_000, "+a" * 2_000_000]
)
def test_megabytes_are_read_in_a_moment(text: str) -> None:
    begin = time.process_time()

    read_moment(text, now=NOW, vocabulary=vocabulary(), people=[Person("Sam")])

    assert time.process_time() - begin < 4  # tenths of a second


def test_reading_a_line_loads_nothing_it_does_not_need() -> None:
    code = (
        "import sys; from datetime import datetime;"
        "from relational_journal.capture.syntax.quick_entry import read_moment;"
        "from relational_journal.vocabulary.load import vocabulary;"
        "now = datetime.fromisoformat('2026-11-22T18:40:00+01:00');"
        "read_moment('tea with @Sam +c +went-silent', now=now, vocabulary=vocabulary(), people=());"
        "heavy = {'rich', 'sqlite_utils', 'questionary', 'dateutil', 'tomllib', 'difflib', 'unicodedata', 'jinja2'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
