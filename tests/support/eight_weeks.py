"""An invented journal of eight weeks, 28 September to 22 November 2026, and everyone in it invented too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from relational_journal.model import Entry, Link, Person, Window
from relational_journal.patterns.counting.result import Patterns
from relational_journal.report.session_page.page import Page

NOW = datetime.fromisoformat("2026-11-22T18:40:00+01:00")
WINDOW = Window(date(2026, 9, 28), date(2026, 11, 22))

PageOf = Callable[..., Page]
CountOf = Callable[..., Patterns]

PEOPLE = (
    Person("Ada", "close-friend", also=("Adele",)),
    Person("Jonas", "partner", "about-equal", also=("Jojo",)),
    Person("Mum", "parent", also=("Margarethe",)),
    Person("Ruth", "manager", "they-had-more"),
    Person("Lena", "friend"),
    Person("Leo", "friend"),
    Person("Vera Winter", "therapist", also=("Dr Winter",)),
    Person("a stranger", "stranger"),
)

_MORE = {"zest": "more", "action": "more", "clarity": "more", "worth": "more", "more-connection": "more"}
_SOME = {"zest": "more", "clarity": "more", "worth": "more"}
_TONES = {"c": "connection", "m": "mixed", "o": "ordinary", "d": "disconnection", "": None}


def uid(number: int) -> str:
    """The uid of a moment of this journal."""
    return f"0199{number:04d}-0000-7000-8000-{number:012d}"


def entry(number: int, when: str, tone: str, people: str, text: str = "", **fields: Any) -> Entry:
    """A moment; lists are given as words with spaces between."""
    for name, value in fields.items():
        if isinstance(value, str) and name in _LISTS:
            fields[name] = tuple(value.split())
    when = f"2026-{when}" if len(when) < 9 else f"2026-{when.replace(' ', 'T')}:00+01:00"
    written = f"{when[:10]}T23:00:00+01:00"
    return Entry(
        uid=uid(number),
        id=number,
        when=when,
        written=written,
        changed=written,
        text=text,
        tone=_TONES[tone],
        people=tuple(people.split(", ")) if people else (),
        **{"power": ("about-equal",), **fields},
    )


_LISTS = ("first", "braced", "felt_before", "wishes", "moves", "urges", "after", "felt_after", "power", "treated")
_OVER = ("they-had-more",)

MOMENTS = (
    entry(1, "09-28 19:00", "c", "Jonas", "Jonas had cooked, and asked how the day was.", first="they-asked-about-me",
         moves="let-them-see-me", after="they-understood", good=_MORE),
    entry(2, "10-01 08:10", "d", "Ruth", "Ruth moved my shift without a word.", first="they-decided-for-me",
         felt_before="angry", moves="went-silent", felt_after="resentful", power=_OVER),
    entry(3, "10-02 22:00", "d", "Jonas", "Jonas forgot that we had said Friday.", first="they-let-me-down",
         felt_before="hurt", wishes="to-matter", moves="went-silent pulled-back", felt_after="lonely",
         break_status="mended"),
    entry(4, "10-04 11:00", "c", "Jonas", "He said he had forgotten, and was sorry.", first="they-made-amends",
         moves="received-their-repair", after="they-were-warm", links=(Link(uid(3), "repairs"),), good=_SOME),
    entry(5, "10-06 09:00", "m", "Ruth", "Long talk about the rota.", first="they-asked-something",
         felt_before="anxious", moves="said-yes-meant-no listened", felt_after="drained", power=_OVER),
    entry(6, "10-08 20:30", "c", "Ada", "Ada wrote first.", first="they-reached-out", moves="turned-toward",
         after="they-were-warm", good=_SOME),
    entry(7, "10-10", "o", "Lena", "Coffee in the yard.", moves="listened"),
    entry(8, "10-12 18:00", "m", "Mum", "Mum asked when I would come.", first="they-asked-something",
         felt_before="guilty", moves="over-explained", felt_after="drained", power=_OVER),
    entry(9, "10-14 07:40", "d", "Jonas", "Keys, dishes, the whole list.", first="they-criticised-me",
         felt_before="irritated", moves="snapped got-defensive", after="they-got-angry", felt_after="guilty",
         break_status="mended"),
    entry(10, "10-16 20:00", "c", "Jonas", "I said I had been unfair about the dishes.", first="they-were-warm",
         moves="apologised stayed-present", after="they-were-warm", links=(Link(uid(9), "repairs"),), good=_MORE),
    entry(11, "10-18 21:00", "d", "Jonas", "He asked what was wrong. I said I had to go.", first="they-asked-about-me",
         felt_before="torn", moves="left-abruptly", felt_after="lonely"),
    entry(12, "10-21 19:30", "c", "Jonas", "I came back to it and told him.", first="they-reached-out",
         braced="they-got-angry", moves="repaired let-them-see-me", after="they-understood", good=_MORE),
    entry(13, "10-22", "o", "", "Bins, post, a nod on the stairs.", moves="reached-out"),
    entry(14, "10-24 16:00", "d", "Ada", "Ada wanted to come by. I said next week.", first="they-reached-out",
         felt_before="wary", moves="pulled-back", felt_after="lonely"),
    entry(15, "10-26 18:00", "c", "Ada", "Told Ada I had been hiding.", felt_before="anxious", wishes="to-be-close",
         braced="they-rejected-me", moves="reached-out let-them-see-me", after="they-understood", good=_MORE),
    entry(16, "10-28 19:00", "d", "Mum", "The thing about my hair again.", first="they-criticised-me",
         felt_before="hurt", moves="made-a-joke-of-it", power=_OVER, treated="talked-down-to",
         context={"body-looks": "subordinate"}),
    entry(17, "10-30", "o", "Jonas", "Market.", moves="listened", first="they-were-busy"),
    entry(18, "11-01 12:00", "c", "Lena", "Lena got the job!", first="they-opened-up", moves="listened turned-toward",
         after="they-were-warm", good=_SOME),
    entry(19, "11-03 10:00", "m", "Ruth", "Asked for the Friday off. Got half of it.", felt_before="anxious",
         wishes="to-be-heard", braced="they-dismissed-me", moves="said-what-i-needed", after="they-helped",
         power=_OVER),
    entry(20, "11-05 17:00", "d", "Leo", "Leo did not write back all week.", first="they-pulled-away",
         felt_before="insecure", moves="checked-repeatedly", felt_after="small"),
    entry(21, "11-06 21:00", "c", "Jonas", "He held my hand in the film.", first="they-were-warm",
         moves="accepted-care", after="they-were-warm", good=_SOME),
    entry(22, "11-08", "o", "Ada, Jonas", "Soup for three.", moves="turned-toward"),
    entry(23, "11-08 20:00", "c", "Vera Winter", "I said I nearly did not come.", felt_before="afraid",
         wishes="to-be-understood", braced="they-criticised-me", moves="said-what-i-felt", after="they-understood",
         power=_OVER, good=_MORE),
    entry(24, "11-10 09:00", "o", "Ruth", "Handover.", first="they-asked-something", moves="listened", power=_OVER),
    entry(25, "11-12 20:30", "c", "Jonas", "I asked him to do the call for me.", first="they-were-warm",
         felt_before="overwhelmed", moves="asked-for-help accepted-care", after="they-helped", good={"worth": "more"}),
    entry(26, "11-13 18:00", "d", "Leo", "He cancelled. I said fine.", first="they-let-me-down",
         felt_before="disappointed", moves="hid-how-i-felt", felt_after="resentful"),
    entry(27, "11-14 09:00", "", "", "A grey morning.", story_only=True, power=()),
    entry(28, "11-14 19:00", "c", "Ada", "I wanted to leave the party. Ada saw it, and I stayed.", felt_before="wary",
         wishes="to-be-understood", moves="stayed-present let-them-see-me", urges="left-abruptly",
         after="they-understood", good=_MORE),
    entry(29, "11-15", "d", "Mum", "Mum asked me for Christmas. I said I'd look, and put the phone away.",
         first="they-reached-out", felt_before="anxious", moves="left-unanswered", felt_after="guilty lonely",
         power=_OVER),
    entry(30, "11-17 07:50", "o", "Jonas", "Shopping list, bad jokes, coffee.", moves="turned-toward"),
    entry(31, "11-17 16:00", "c", "Ruth", "Told Ruth I can't take a fourth shift.", first="they-asked-something",
         braced="they-got-angry", moves="set-a-boundary", after="they-respected-my-limit", power=_OVER,
         good={"worth": "more"}),
    entry(32, "11-18 23:15", "d", "a stranger", "A man on the night bus would not let me past.", unsafe=True,
         first="they-threatened-me", moves="kept-myself-safe", power=_OVER),
    entry(33, "11-19 18:42", "d", "Mum", "Mum said I only ring when I need something. I laughed it off.",
         first="they-criticised-me", felt_before="hurt", moves="made-a-joke-of-it", power=_OVER),
    entry(34, "11-20 22:50", "m", "Jonas",
         "Jonas said he missed me and I'd been far away. I snapped, walked out, came back and said I was scared. +m",
         first="they-opened-up they-criticised-me", braced="they-rejected-me", felt_before="afraid", wishes="to-matter",
         moves="snapped left-abruptly said-what-i-felt", after="they-were-warm", felt_after="drained",
         break_status="partly", share=True),
    entry(35, "11-21 09:10", "c", "Jonas", "He thanked me for coming back in.", first="they-were-warm",
         moves="received-their-repair", after="they-were-warm", links=(Link(uid(34), "repairs"),)),
    entry(36, "11-22 10:30", "c", "Ada", "Ada rang. We laughed for an hour about nothing.", first="they-reached-out",
         moves="turned-toward", after="they-were-warm", good={"worth": "more"}),
)  # fmt: skip


def others() -> tuple[Entry, ...]:
    """The entries that are no moments: sessions, an experiment, a past experience, a picture, look-backs."""
    return (
        entry(41, "11-09 10:00", "", "Vera Winter", "We spoke about leaving.", kind="session", power=(),
             answers={"state": "held", "try-next": "one no to my manager"}),
        entry(42, "11-23", "", "", "", kind="session", power=(),
             answers={"state": "prepared", "want": "Friday night, slowly. And Christmas at Mum's, before I say yes.",
                      "not-lost": "I came back in.", "between-us": "I was cross last time."}),
        entry(43, "11-10", "", "Ruth", "", kind="experiment", power=(), share=True,
             answers={"state": "tried", "try": "one no to Ruth", "predicted": "she will be angry", "outcome": "better",
                      "happened": "she moved the shift", "learned": "A no can be short."}),
        entry(44, "11-15", "", "", "", kind="lookback", power=(),
             answers={"stressed": "fairly", "mattered": "a-little", "good": "the soup"}),
        entry(45, "11-22", "", "", "", kind="lookback", power=(), answers={"stressed": "a-little", "energy": "fairly"}),
    )  # fmt: skip
