"""Every pattern in a journal that can be counted by hand: each line's fate stands behind its #."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from relational_journal.patterns.questions.detail import detail
from relational_journal.vocabulary.patterns import pattern
from tests.support.journals import counted, parts


class Case(NamedTuple):
    """A pattern, a journal, and what a hand counts in it."""

    key: str
    table: str
    base: str
    shows: str = ""
    turned: str = ""
    otherwise: str = ""
    held: str = ""
    neither: str = ""
    signs: str = ""
    not_noted: str = ""


CASES = [
    Case(
        "pushing-away",
        """
        5 Oct  Sam      d  they-reached-out anxious | pulled-back left-unanswered | lonely # shows; 2 markers, before: 3
        6 Oct  Ada      m  to-be-close | left-abruptly said-what-i-felt | they-were-warm    # shows and turned: 1
        7 Oct  Sam      d  they-were-warm | ended-contact                     # shows: the moment is itself in close: 1
        8 Oct  Sam      c  they-asked-about-me | accepted-care | relieved                        # otherwise
        9 Oct  Ada      c  they-opened-up | listened ~threatened-to-leave                        # otherwise, held
        10 Oct Sam,Ada  o  to-matter | stayed-present ~pulled-back                  # opposite and urge count once: held
        11 Oct -        o  to-be-loved | listened                                   # without a person: in, neither
        12 Oct Sam      d  they-criticised-me | pulled-back                         # not in close: no one came closer
        13 Oct Sam      d  | pulled-back                                            # nothing noted before
        14 Oct Sam      c  they-were-warm                                           # no move, no urge: in no base
        15 Oct Sam      d  | pulled-back | they-were-warm              # a cue is never taken from after; nothing before
        """,
        "close",
        shows="1 2 3",
        turned="2",
        otherwise="4 5 6",
        held="5 6",
        neither="7",
        signs="3 1 1",
        not_noted="9 11",
    ),
    Case(
        "going-silent",
        """
        5 Oct  Mum  d  they-dismissed-me to-keep-the-peace | went-silent made-a-joke-of-it       # shows: 3
        6 Oct  Mum  d  hurt | hid-how-i-felt | resentful                                         # shows: 1 + after = 2
        7 Oct  Mum  d  to-be-heard resentful | changed-subject          # shows: resentful is a sign only after: 1
        8 Oct  Mum  m  they-missed-it | went-silent disagreed-openly                             # turned: 1
        9 Oct  Mum  c  angry | said-what-i-needed                                                # otherwise
        10 Oct Mum  c  to-be-respected | listened ~went-silent                                   # held
        11 Oct Mum  o  sad | listened                                                            # neither
        12 Oct Mum  o  they-were-warm | went-silent                                              # not in voice
        13 Oct Mum  o  | went-silent                                                             # nothing noted before
        14 Oct Mum  o  they-had-more | went-silent                    # power is not a field voice reads: nothing noted
        """,
        "voice",
        shows="1 2 3 4",
        turned="4",
        otherwise="5 6",
        held="6",
        neither="7",
        signs="3 2 1 1",
        not_noted="9 10",
    ),
    Case(
        "keeping-the-peace",
        """
        5 Oct  Ruth  o  they-asked-something guilty | said-yes-meant-no over-explained    # shows: 3
        6 Oct  Ruth  o  they-got-angry | people-pleased | drained                         # shows: 2
        7 Oct  Ruth  o  to-give | said-yes-meant-no set-a-boundary                        # turned: 1
        8 Oct  Ruth  o  they-pressed-me | took-space-and-said-so                          # otherwise
        9 Oct  Ruth  o  to-keep-the-peace | listened ~people-pleased                      # held
        10 Oct Ruth  o  they-decided-for-me | listened                                    # neither
        11 Oct Ruth  o  they-dismissed-me | people-pleased                                # against, but no ask
        12 Oct Ruth  o  anxious | people-pleased                  # ask reads first and wishes: nothing noted before
        """,
        "ask",
        shows="1 2 3",
        turned="3",
        otherwise="4 5",
        held="5",
        neither="6",
        signs="3 2 1",
        not_noted="8",
    ),
    Case(
        "hiding-parts",
        """
        5 Oct  Ada  o  ashamed | hid-how-i-felt                         # shows: shame came before: 1
        6 Oct  Ada  o  to-be-accepted | hid-how-i-felt                  # in the base, but no shame before: neither
        7 Oct  Ada  o  gender:subordinate | hid-part-of-me | wary       # shows: context opens; wary also after: 2
        8 Oct  Ada  o  small | hid-part-of-me hid-how-i-felt            # shows; two markers, small before: 3
        9 Oct  Ada  o  they-opened-up seen-through-an-image | hid-part-of-me let-them-see-me    # turned; treated: 2
        10 Oct Ada  o  class-money | said-what-i-felt                   # otherwise
        11 Oct Ada  o  guilty | listened ~hid-how-i-felt                # held: with shame it would be a marker
        12 Oct Ada  o  to-be-close | listened ~hid-how-i-felt           # neither: without shame it would be none
        13 Oct Ada  o  hurt | hid-part-of-me                            # sad is not shame: outside
        14 Oct Ada  o  they-had-more | hid-part-of-me                   # nothing noted of what hiding reads
        """,
        "hiding",
        shows="1 3 4 5",
        turned="5",
        otherwise="6 7",
        held="7",
        neither="2 8",
        signs="1 2 3 2",
        not_noted="10",
    ),
    Case(
        "striking-first",
        """
        5 Oct  Sam  d  they-let-me-down hurt | criticised-first snapped       # shows: 3
        6 Oct  Sam  d  jealous | got-defensive | guilty                       # shows: 2
        7 Oct  Sam  m  they-shamed-me | picked-a-fight stayed-present         # turned: 1
        8 Oct  Sam  c  they-pulled-away | asked-what-they-meant               # otherwise
        9 Oct  Sam  c  irritated | listened ~snapped                          # held (and an opposite): once
        10 Oct Sam  o  they-rejected-me | went-numb                           # neither
        11 Oct Sam  o  they-were-busy | snapped                               # unclear is not tense: outside
        12 Oct Sam  o  to-be-close | snapped                                  # nothing noted that tense reads
        """,
        "tense",
        shows="1 2 3",
        turned="3",
        otherwise="4 5",
        held="5",
        neither="6",
        signs="3 2 1",
        not_noted="8",
    ),
    Case(
        "pursue-withdraw:chaser",
        """
        5 Oct  Sam  d  they-were-busy | pushed-for-answer checked-repeatedly | they-pulled-away       # shows: 3
        6 Oct  Sam  d  they-missed-it | criticised-first | they-got-angry     # shows: after is no cue of this role: 1
        7 Oct  Sam  m  they-pulled-away | checked-repeatedly listened         # turned: 1
        8 Oct  Sam  c  they-were-hard-to-read | asked-what-they-meant         # otherwise
        9 Oct  Sam  c  they-were-busy they-pressed-me | took-space-and-said-so ~pushed-for-answer     # held
        10 Oct Sam  o  they-were-busy | went-numb                             # neither
        11 Oct Sam  o  they-let-me-down | pushed-for-answer                   # away, but not a cue of this role
        12 Oct Sam  o  anxious | pushed-for-answer                            # the chase reads first alone
        """,
        "chaser",
        shows="1 2 3",
        turned="3",
        otherwise="4 5",
        held="5",
        neither="6",
        signs="3 1 1",
        not_noted="8",
    ),
    Case(
        "pursue-withdraw:retreater",
        """
        5 Oct  Sam  d  they-pressed-me | went-silent left-abruptly | they-pressed-me     # shows: 3
        6 Oct  Sam  d  they-criticised-me | pulled-back | they-pulled-away               # shows: 1
        7 Oct  Sam  m  they-got-angry | changed-subject said-what-i-needed               # turned: 1
        8 Oct  Sam  c  they-criticised-me | listened                                     # otherwise
        9 Oct  Sam  c  they-pressed-me they-were-busy | kind-to-myself ~left-unanswered  # held
        10 Oct Sam  o  they-got-angry | snapped                                          # neither
        11 Oct Sam  o  they-shamed-me | went-silent                                      # no cue of this role
        12 Oct Sam  o  hurt | went-silent                                                # nothing noted in first
        """,
        "retreater",
        shows="1 2 3",
        turned="3",
        otherwise="4 5",
        held="5",
        neither="6",
        signs="3 1 1",
        not_noted="8",
    ),
    Case(
        "testing",
        """
        5 Oct  Sam  d  they-were-hard-to-read to-matter | tested-them checked-repeatedly     # shows: 3
        6 Oct  Sam  d  jealous to-trust | threatened-to-leave                                # shows: 2
        7 Oct  Sam  m  they-pulled-away | tested-them reached-out                            # turned: 1
        8 Oct  Sam  c  insecure | said-what-i-needed                                         # otherwise
        9 Oct  Sam  c  they-missed-it | listened ~tested-them                                # held
        10 Oct Sam  o  wary | listened                                                       # neither
        11 Oct Sam  o  they-let-me-down | tested-them                                        # away, but sure: outside
        12 Oct Sam  o  to-trust | tested-them                        # unsure reads first and felt before: not noted
        """,
        "unsure",
        shows="1 2 3",
        turned="3",
        otherwise="4 5",
        held="5",
        neither="6",
        signs="3 2 1",
        not_noted="8",
    ),
    Case(
        "over-giving",
        """
        5 Oct  Mum  o  they-asked-something made-to-serve | over-gave said-yes-meant-no      # shows: 3
        6 Oct  Mum  o  to-give | over-gave | drained                                         # shows: 2
        7 Oct  Mum  o  they-pressed-me drained | said-yes-meant-no set-a-boundary            # turned; drained before: 1
        8 Oct  Mum  o  they-asked-something | asked-for-help                                 # otherwise
        9 Oct  Mum  o  to-keep-the-peace | listened ~over-gave                               # held
        10 Oct Mum  o  they-got-angry | people-pleased                                       # neither
        11 Oct Mum  o  they-were-warm | over-gave                                            # outside
        12 Oct Mum  o  made-to-serve | over-gave                                            # treated opens nothing here
        """,
        "ask",
        shows="1 2 3",
        turned="3",
        otherwise="4 5",
        held="5",
        neither="6",
        signs="3 2 1",
        not_noted="8",
    ),
    Case(
        "bracing",
        """
        5 Oct  Sam  o  ?they-rejected-me ?they-shamed-me wary | assumed-the-worst     # shows: two keys, a sign: 3
        6 Oct  Sam  o  ?they-pulled-away | stayed-present                             # shows and turned: 1
        7 Oct  Sam  o  ?they-got-angry ?they-were-warm                     # shows; a toward key beside turns nothing: 1
        8 Oct  Sam  o  ?they-understood ?they-were-busy | reached-out                 # otherwise
        9 Oct  Sam  o  ?they-were-busy ?they-asked-something                          # neither: unclear and ask only
        10 Oct Sam  o  ?they-helped | ~pulled-back                                    # otherwise; nothing is ever held
        11 Oct -    o  ?they-missed-it                                                # no move is needed: shows, 1
        12 Oct Sam  o  they-rejected-me anxious | went-silent                         # not braced for
        13 Oct Sam  o  they-were-warm                                    # no move, and still not noted: not braced for
        """,
        "expect",
        shows="1 2 3 7",
        turned="2",
        otherwise="4 6",
        neither="5",
        signs="3 1 1 1",
        not_noted="8 9",
    ),
    Case(
        "shutting-down-under-power",
        """
        5 Oct  Ruth  d  they-had-more afraid | went-numb over-explained               # shows: 3
        6 Oct  Ruth  d  talked-over | went-silent                                     # shows: 4.8 opens and supports: 2
        7 Oct  Ruth  d  they-had-more | said-yes-meant-no named-the-unfairness        # turned: 1
        8 Oct  Ruth  c  power-over-me | said-what-i-needed                            # otherwise
        9 Oct  Ruth  c  they-had-more | listened ~pulled-back                         # held
        10 Oct Ruth  o  they-had-more | snapped                                       # neither
        11 Oct Ruth  o  stood-with-me | went-silent                                   # C row of 4.8: outside, but noted
        12 Oct Ruth  o  about-equal | went-silent                                     # outside
        13 Oct Ruth  o  they-got-angry | went-silent                                  # neither power nor treated noted
        """,
        "power",
        shows="1 2 3",
        turned="3",
        otherwise="4 5",
        held="5",
        neither="6",
        signs="3 2 1",
        not_noted="9",
    ),
    Case(
        "going-it-alone",
        """
        5 Oct  Ada  o  overwhelmed | handled-it-alone refused-help | lonely      # shows: 3
        6 Oct  Ada  o  they-helped | refused-help | calm                         # shows: 1
        7 Oct  Ada  o  to-be-helped lonely | handled-it-alone reached-out        # turned; lonely before is no sign: 1
        8 Oct  Ada  c  afraid | asked-for-help                                   # otherwise
        9 Oct  Ada  c  to-be-safe | listened ~handled-it-alone                   # held
        10 Oct Ada  o  hopeless | went-numb                                      # neither
        11 Oct Ada  o  hurt | handled-it-alone                                   # outside
        12 Oct Ada  o  | handled-it-alone                                        # nothing noted before
        """,
        "need",
        shows="1 2 3",
        turned="3",
        otherwise="4 5",
        held="5",
        neither="6",
        signs="3 1 1",
        not_noted="8",
    ),
    Case(
        "reaching-out",
        """
        5 Oct  Ada  c  | reached-out shared-good-news | they-shared-my-joy       # shows: 3
        6 Oct  Ada  c  they-were-busy | turned-toward | they-pulled-away         # shows: 1
        7 Oct  Ada  m  | asked-for-help pulled-back                              # turned
        8 Oct  Ada  d  | left-unanswered                                         # otherwise: it was hard
        9 Oct  Ada  d  | ~reached-out                                            # held: wanted to, and did not
        10 Oct Ada  o  | listened                                                # neither
        11 Oct Ada  o  they-were-warm                                            # no move, no urge: in no base
        """,
        "any",
        shows="1 2 3",
        turned="3",
        otherwise="4 5",
        held="5",
        neither="6",
        signs="3 1 1",
    ),
    Case(
        "saying-whats-true",
        """
        5 Oct  Mum  c  they-dismissed-me | said-what-i-felt disagreed-openly | strong     # shows: 3
        6 Oct  Mum  c  angry clear | named-the-unfairness                                 # shows; clear before: 1
        7 Oct  Mum  m  to-be-heard | said-what-i-needed went-silent                       # turned
        8 Oct  Mum  d  hurt | hid-how-i-felt                                              # otherwise: it was hard
        9 Oct  Mum  d  they-criticised-me | snapped ~disagreed-openly                     # held
        10 Oct Mum  o  they-missed-it | listened                                          # neither
        11 Oct Mum  c  they-were-warm | said-what-i-felt                                  # outside
        """,
        "voice",
        shows="1 2 3",
        turned="3",
        otherwise="4 5",
        held="5",
        neither="6",
        signs="3 1 1",
    ),
    Case(
        "boundaries-with-contact",
        """
        5 Oct  Mum  c  they-asked-something | set-a-boundary took-space-and-said-so | they-respected-my-limit    # 3
        6 Oct  Mum  c  they-pressed-me they-respected-my-limit | set-a-boundary           # shows; the sign first too: 2
        7 Oct  Mum  m  to-give | set-a-boundary over-gave                                  # turned: 1
        8 Oct  Mum  d  they-got-angry | set-a-boundary left-abruptly                       # cancelled: otherwise
        9 Oct  Mum  d  they-asked-something | took-space-and-said-so threatened-to-leave   # cancelled: neither
        10 Oct Mum  d  they-pressed-me | set-a-boundary ended-contact                      # cancelled: neither
        11 Oct Mum  o  to-keep-the-peace | said-yes-meant-no                               # otherwise
        12 Oct Mum  o  they-decided-for-me | listened ~set-a-boundary                      # held
        """,
        "ask",
        shows="1 2 3",
        turned="3",
        otherwise="4 7 8",
        held="8",
        neither="5 6",
        signs="3 2 1",
    ),
    Case(
        "letting-in",
        """
        5 Oct  Ada  c  they-helped | accepted-care asked-for-help | tender       # shows: 3
        6 Oct  Ada  c  to-be-close accepted | let-them-see-me                    # shows; accepted before: 1
        7 Oct  Ada  m  they-made-amends | received-their-repair pulled-back      # turned
        8 Oct  Ada  d  they-asked-about-me | hid-part-of-me                      # otherwise: it was hard
        9 Oct  Ada  d  to-be-loved | listened ~let-them-see-me                   # held
        10 Oct Ada  o  they-were-warm | listened                                 # neither
        11 Oct Ada  o  they-were-busy | let-them-see-me                          # outside
        """,
        "close",
        shows="1 2 3",
        turned="3",
        otherwise="4 5",
        held="5",
        neither="6",
        signs="3 1 1",
    ),
    Case(
        "growth-moments",
        """
        5 Oct  Ada  c  power-with | | +zest +worth +clarity                           # shows without any move: 2
        6 Oct  Ada  c  they-opened-up | listened | +zest +worth +clarity =action      # shows: 2
        7 Oct  Ada  c  | reached-out | +zest +worth +clarity +action -more-connection # one less: neither
        8 Oct  Ada  c  | reached-out | +zest +worth =clarity                          # two more: neither
        9 Oct  Ada  d  | went-silent ~reached-out | -zest -worth -clarity             # neither; the mirror
        10 Oct Ada  o  | reached-out | +zest +worth                                   # two answered: outside
        11 Oct Ada  o  they-were-warm                                                 # none answered, no move: outside
        """,
        "answered",
        shows="1 2",
        neither="3 4 5",
        signs="2 2",
        not_noted="6 7",
    ),
    Case(
        "repairing",
        """
        5 Oct  Sam  d  they-let-me-down | snapped                                     # repaired by 8: shows
        6 Oct  Sam  d  | snapped apologised | break:mended                            # mended by itself: shows
        7 Oct  Sam  m  | snapped | break:partly mended:9 Oct:them                     # partly, mended by hand: shows
        8 Oct  Sam  d  | snapped | break:mended                                     # mended, and no repair day: neither
        9 Oct  Sam  d  | snapped | break:let-go                                       # let go: neither
        10 Oct Sam  d  | snapped | break:ended                                        # ended: leaves the base
        11 Oct Sam  d  | snapped | break:not-safe-to-mend                             # leaves the base
        12 Oct Sam  c  | reached-out repaired | repairs:1                             # repairs 1, which reads as partly
        13 Oct Sam  c  they-were-warm | | break:open                                  # a break of any tone
        16 Nov Sam  d  | snapped apologised | break:mended                            # 6 days old: not yet
        15 Nov Sam  d                                             # 7 days old; a bare disconnection is open: neither
        14 Oct Sam  m  | snapped                                                      # mixed, and not said: no break
        """,
        "rupture",
        shows="1 2 3",
        neither="4 5 9 11",
        signs="1 1 1",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.key for case in CASES])
def test_a_journal_is_counted_as_a_hand_counts_it(case: Case) -> None:
    patterns = counted(case.table)

    row = patterns.row(case.key)
    in_time = sorted(row.shows, key=lambda moment: int(moment.uid))
    assert parts(row) == {
        "shows": case.shows,
        "turned": case.turned,
        "otherwise": case.otherwise,
        "held": case.held,
        "neither": case.neither,
    }
    assert row.base == case.base
    assert row.of == len((case.shows + " " + case.otherwise + " " + case.neither).split())
    signs = detail(patterns, case.key).signs
    assert " ".join(str(signs[moment.uid]) for moment in in_time) == case.signs
    noted = sorted((moment.uid for moment in row.not_noted), key=int)
    assert " ".join(noted) == case.not_noted


# One line that shows each pattern; set apart, it is in no base.
SHOWING = {case.key: case.table.strip().splitlines()[0].split("#")[0].split(None, 4)[4] for case in CASES}
SHOWING["repairing"] = "they-let-me-down | snapped apologised | break:mended"


@pytest.mark.parametrize("key", SHOWING)
@pytest.mark.parametrize(
    ("people", "mark"),
    [
        ("Sam", "!unsafe"),
        ("Sam", "!story"),
        ("Sam", "they-threatened-me"),
        ("Sam", "| kept-myself-safe"),
        ("Sam", "| | they-threatened-me"),
        ("myself", ""),
    ],
)
def test_moments_set_apart_are_in_no_base(key: str, people: str, mark: str) -> None:
    sides = [side.strip() for side in (SHOWING[key] + "| |").split("|")][:3]
    apart = [f"{side} {more}" for side, more in zip(sides, (mark + "| |").split("|"), strict=False)]
    shown = " | ".join(sides)
    table = "\n".join([f"{day} Oct Sam d {shown}" for day in range(1, 6)] + [f"7 Oct {people} d {' | '.join(apart)}"])

    row = counted(table).row(key)

    assert (row.of, parts(row)["shows"]) == (5, "1 2 3 4 5")


@pytest.mark.parametrize("key", SHOWING)
def test_a_moment_with_several_people_counts_once_and_in_the_row_of_each(key: str) -> None:
    table = "\n".join(f"{day} Oct Sam,Ada d {SHOWING[key]}" for day in range(1, 6))
    table += f"\n6 Oct Sam,myself d {SHOWING[key]}"  # with someone, not with myself alone

    row = counted(table).row(key)

    assert row.of == 6
    assert [tuple(person) for person in row.people] == [("Ada", 5, 5), ("Sam", 6, 6)]


@pytest.mark.parametrize(
    "key", [case.key for case in CASES if case.base not in ("any", "expect", "rupture", "answered")]
)
def test_below_five_in_its_base_a_pattern_says_too_few_and_names_what_showed_elsewhere(key: str) -> None:
    rule = pattern(key)
    assert rule is not None
    four = "\n".join(f"{day} Oct Sam d {SHOWING[key]}" for day in range(1, 5))

    row = counted(f"{four}\n5 Oct Sam o | {rule.markers[0]}\n6 Oct Sam o | listened").row(key)

    assert (row.of, row.reading) == (4, "too-few")
    assert [moment.uid for moment in row.elsewhere] == ["5"]
    assert not row.is_not_noted


def test_with_chances_enough_and_nothing_anywhere_a_pattern_is_not_noted() -> None:
    five = "\n".join(f"{day} Oct Sam d they-let-me-down | listened" for day in range(1, 6))

    assert counted(five).row("striking-first").is_not_noted
    assert not counted(five + "\n6 Oct Sam o | snapped").row("striking-first").is_not_noted
    assert not counted(five).row("pushing-away").is_not_noted  # none of the five was a chance to


def test_what_shows_elsewhere_is_never_part_of_the_count() -> None:
    table = "\n".join(f"{day} Oct Sam d they-let-me-down | snapped" for day in range(1, 6))

    row = counted(table + "\n6 Oct Sam o | snapped\n7 Oct myself o | snapped\n8 Oct Sam o ~snapped").row(
        "striking-first"
    )

    assert (row.of, len(row.shows), [moment.uid for moment in row.elsewhere]) == (5, 5, ["6"])


@pytest.mark.parametrize(
    ("key", "base"),
    [("bracing", "expect"), ("repairing", "rupture"), ("growth-moments", "answered"), ("reaching-out", "any")],
)
def test_four_patterns_have_no_elsewhere(key: str, base: str) -> None:
    row = counted("5 Oct Sam o | reached-out").row(key)

    assert (row.base, row.reading, tuple(row.elsewhere)) == (base, "too-few", ())


def test_ended_contact_counts_only_when_someone_came_closer() -> None:
    row = counted(
        """
        5 Oct Sam o they-were-warm | ended-contact       # in close: shows
        6 Oct Sam o they-let-me-down | ended-contact     # not in close: may have been right to
        7 Oct Sam o they-let-me-down | listened ~ended-contact      # nor is the urge one to a marker
        8 Oct Sam o they-let-me-down | pulled-back       # elsewhere
        """
    ).row("pushing-away")

    assert (parts(row)["shows"], parts(row)["held"]) == ("1", "")
    assert [moment.uid for moment in row.elsewhere] == ["4"]


def test_the_worked_example_of_the_domain() -> None:
    """Rule 9: of 14 moments 2 are unsafe; of the other 12, 9 are in voice, and 3 have nothing noted before."""
    patterns = counted(
        """
        1 Oct  Mum  d  they-dismissed-me | went-silent                          # shows
        2 Oct  Mum  d  hurt | hid-how-i-felt                                    # shows
        3 Oct  Sam  d  they-pulled-away | changed-subject                       # shows
        4 Oct  Sam  m  to-be-heard | went-silent said-what-i-felt               # shows; the words came after all
        5 Oct  Sam  c  angry | said-what-i-needed                               # otherwise
        6 Oct  Ada  c  they-missed-it | disagreed-openly                        # otherwise
        7 Oct  Ada  c  to-be-respected | listened ~went-silent                  # otherwise: held
        8 Oct  Ada  o  sad | listened                                           # neither
        9 Oct  Ada  o  they-let-me-down | reached-out                           # neither
        10 Oct Ada  o  | reached-out                                            # nothing noted before
        11 Oct Ada  o  | turned-toward                                          # nothing noted before
        12 Oct Ada  o  | listened                                               # nothing noted before
        13 Oct Ruth d  they-threatened-me | went-silent                         # unsafe
        14 Oct Sam  d  they-dismissed-me | went-silent | !unsafe                # unsafe
        """
    )

    row = patterns.row("going-silent")
    assert (patterns.logged, patterns.counted, patterns.unsafe, patterns.story_only) == (14, 12, 2, 0)
    assert (row.base, row.of, row.reading) == ("voice", 9, "early")
    assert [len(part) for part in (row.shows, row.turned, row.otherwise, row.held, row.neither)] == [4, 1, 3, 1, 2]
    assert row.not_noted_before == 3


def test_an_urge_and_a_braced_for_key_make_no_moment_unsafe() -> None:
    patterns = counted("5 Oct Sam o ?they-threatened-me | listened ~kept-myself-safe")

    assert (patterns.unsafe, patterns.row("reaching-out").of) == (0, 1)


def test_a_moment_both_unsafe_and_story_only_is_in_unsafe() -> None:
    patterns = counted("5 Oct Sam d !unsafe !story\n6 Oct Sam c !story\n7 Oct Sam m | listened\n8 Oct Sam -")

    assert (patterns.logged, patterns.counted, patterns.unsafe, patterns.story_only) == (4, 2, 1, 1)
    assert patterns.tones == {"connection": 0, "mixed": 1, "ordinary": 0, "disconnection": 0, "unmarked": 1}


def test_markers_never_come_from_urges_nor_signs_from_urges_or_braced() -> None:
    table = "\n".join(f"{day} Oct Sam o they-were-warm ?they-opened-up | ~pulled-back" for day in range(1, 6))

    patterns = counted(table + "\n6 Oct Sam o they-were-warm | pulled-back ~left-abruptly")

    row = patterns.row("pushing-away")
    assert (parts(row)["shows"], parts(row)["held"]) == ("6", "1 2 3 4 5")
    assert detail(patterns, "pushing-away").signs == {"6": 1}


def test_patterns_overlap_in_one_moment() -> None:
    patterns = counted("5 Oct Sam d they-criticised-me they-pulled-away they-had-more | went-silent pulled-back")

    showing = {row.key for row in patterns.rows if row.shows}
    assert showing == {
        "going-silent",
        "pursue-withdraw:retreater",
        "shutting-down-under-power",
    }


def test_kind_to_myself_belongs_to_no_pattern() -> None:
    patterns = counted("\n".join(f"{day} Oct Sam o they-were-warm hurt | kind-to-myself" for day in range(1, 6)))

    assert [row.key for row in patterns.rows if row.shows or row.otherwise] == []
