"""The guided question sets as data: the questions, and the field or answer each fills. The forms ask them."""

from __future__ import annotations

from typing import NamedTuple

YES_NO = ("yes", "no", "unsure")
HOW_MUCH = ("hardly", "a-little", "fairly", "very")
BELIEF = ("not", "a-little", "half", "mostly")
# Nobody who was being hurt is asked for a part of their own, or what lies between the two: such a question is not asked
# about a moment that is unsafe, by itself or because of someone held apart.
UNSAFE = "unsafe"
# These lead to openness or repair, and are not asked either about anyone with whom something unsafe was noted once.
NOTHING_OFFERED = "nothing-offered"


class Step(NamedTuple):
    """One question.

    `key` is the field of model.Entry it fills, or for `kind` `text` or `choice` the question's key in `answers`.

    `kind` is the type of answer:
        people   names
        when     a date of any precision
        tone     one of the four
        keys     up to `most` keys of the vocabulary's lists `lists`
        context  a key of social context, and which side I was on
        good     less, same or more for each of `choices`
        text     free words
        choice   one of the words `choices`
        link     another entry, tied as `links_as`
    """

    key: str
    asks: str
    kind: str
    lists: tuple[str, ...] = ()
    most: int = 1
    choices: tuple[str, ...] = ()
    links_as: str = ""
    note: str = ""
    setting: str = ""  # asked only if this setting is on
    names: str = ""  # `moment` or `break`: an entry that a number in the words can name
    withheld: str = ""  # UNSAFE or NOTHING_OFFERED: the moments it is not asked about


class Guided(NamedTuple):
    """A set of questions with the kind of entry it fills, an opening and a closing."""

    key: str
    kind: str
    title: str
    steps: tuple[Step, ...]
    before: str = ""
    afterwards: str = ""


_TEN = (
    Step("people", "With whom?", "people"),
    Step("tone", "Closer or further?", "tone", note="c closer   f further   b both   o ordinary", withheld=UNSAFE),
    Step("moves", "One thing you did?", "keys", ("moves",), withheld=UNSAFE),
)
_MINUTE = (
    Step("first", "What did they do first?", "keys", ("responses",)),
    Step("felt_before", "What did you feel then?", "keys", ("feelings",), 3),
    Step("wishes", "What did you hope for?", "keys", ("wishes",), 3, withheld=UNSAFE),
    Step("after", "What came after: what did they do?", "keys", ("responses",)),
    Step("felt_after", "And what did you feel?", "keys", ("feelings",), 3),
    Step(
        "good",
        "Afterwards, less, same or more?",
        "good",
        choices=("zest", "worth", "more-connection"),
        note="- less   = same   + more   Enter cannot say",
        withheld=UNSAFE,
    ),
)
_FIVE = (
    Step("camera", "Tell it as a camera would, in a few lines.", "text"),
    Step("braced", "What did you brace for?", "keys", ("responses",), 3, withheld=UNSAFE),
    Step("moves", "What did you do next?", "keys", ("moves",), 3, withheld=UNSAFE),
    Step("guarded", "And what did that guard?", "text", withheld=UNSAFE),
    Step("good", "And these, less, same or more?", "good", choices=("action", "clarity"), withheld=UNSAFE),
    Step(
        "closer",
        "Afterwards, between the two of you?",
        "choice",
        choices=("closer", "same", "further"),
        withheld=NOTHING_OFFERED,
    ),
    Step("power", "Who had more power?", "keys", ("power",), 3),
    Step("context", "What else was in the room?", "context", ("context",), 3),
    Step("context-words", "More about that, in your words?", "text"),
    Step("treated", "How were you seen, or treated?", "keys", ("treated",), 3),
    Step("picture-of-me", "The picture they seemed to have of you?", "text", withheld=UNSAFE),
    Step("picture-of-them", "And how did you see them?", "text", withheld=UNSAFE),
    Step("mattered-to-them", "Did you matter to them?", "choice", choices=YES_NO, withheld=NOTHING_OFFERED),
    Step("let-them-matter", "Did you let them matter to you?", "choice", choices=YES_NO, withheld=NOTHING_OFFERED),
    Step("shown", "Did you show what it did to you?", "choice", choices=YES_NO, withheld=NOTHING_OFFERED),
    Step("met", "Was it met?", "choice", choices=YES_NO, withheld=NOTHING_OFFERED),
    Step("echoes", "Does it remind you of anything?", "link", links_as="echoes", withheld=UNSAFE),
    Step("friend", "What would you say to a friend who told you this?", "text"),
    Step("next-step", "One next step, or none?", "text"),
)
_CHECK_IN = (
    Step("stressed", "stressed", "choice", choices=HOW_MUCH),
    Step("myself-with-someone", "able to be myself with someone", "choice", choices=HOW_MUCH),
    Step("mattered", "I mattered to someone", "choice", choices=HOW_MUCH),
    Step("someone-mattered", "someone mattered to me", "choice", choices=HOW_MUCH),
    Step("all-right-with-me", "all right with who I am", "choice", choices=HOW_MUCH),
    Step("at-home-in-body", "at home in my body", "choice", choices=HOW_MUCH, setting="body-question"),
    Step("energy", "energy", "choice", choices=HOW_MUCH),
    Step("alone-with-things", "alone with things", "choice", choices=HOW_MUCH),
)

TEN_SECONDS = Guided("ten", "moment", "Ten seconds", _TEN)
ONE_MINUTE = Guided("minute", "moment", "One minute", _TEN + _MINUTE)
FIVE_MINUTES = Guided("five", "moment", "Five minutes", _TEN + _MINUTE + _FIVE)
WEEK = Guided(
    "week",
    "lookback",
    "Looking back on the week",
    (
        Step("good", "One good moment first: what made it possible?", "text", names="moment"),
        Step("otherwise", "Where did you do otherwise than you usually do?", "text", names="moment"),
        Step("break", "One break: open, mended, let go?", "text", names="break"),
        Step("asked-too-much", "What asked too much of you this week, and what part of that was not yours?", "text"),
        *_CHECK_IN,
    ),
    before="Fifteen minutes at most; every question can be skipped.",
    afterwards="That may be enough for today.",
)
BEFORE_SESSION = Guided(
    "before",
    "session",
    "Before the session",
    (
        Step("want", "What do you most want to talk about?", "text"),
        Step("not-lost", "What do you want not to get lost?", "text"),
        Step("look-at", "Which moment should we look at slowly?", "text"),
        Step("between-us", "Anything between you and your therapist that you held back?", "text"),
        Step("may-show", "What may the summary show?", "text"),
    ),
)
AFTER_SESSION = Guided(
    "after",
    "session",
    "After the session",
    (
        Step("stayed", "What stayed with you?", "text"),
        Step("met-when", "When did you feel met; when not?", "text"),
        Step("said-it", "Did you say it?", "text"),
        Step("surprised", "What surprised you about how they responded?", "text"),
        Step("try-next", "What do you want to try before next time?", "text"),
    ),
)
MEMORY = Guided(
    "memory",
    "memory",
    "A past experience",
    (
        Step("title", "Give it a title.", "text"),
        Step("when", "Roughly when was it?", "when", note="a year is enough"),
        Step("who", "Who was there, and who held power?", "text"),
        Step("needed", "What did you need then?", "text"),
        Step("did", "What did you do to get through?", "text"),
        Step("expect", "What did you come to expect of people, and of yourself?", "text"),
        Step("treated-like", "Was any of it about how people like you were treated?", "text"),
        Step("different", "Who, then or later, was different?", "text"),
        Step("say-now", "What would you want that younger one to hear?", "text"),
    ),
    before="Stop wherever you like: Esc ends, and what you said is kept.",
    afterwards="Look around the room. Name the date. One kind thing for yourself now.",
)
PICTURE = Guided(
    "picture",
    "picture",
    "A picture of what happens between people",
    (
        Step("old", 'The old picture, in one sentence ("If I …, then people …").', "text"),
        Step("from", "Where is it from?", "text"),
        Step("guarded", "What has it guarded?", "text"),
        Step("fits", "Moments that fit it?", "link", most=0, links_as="fits"),
        Step("does-not-fit", "Moments that do not fit it?", "link", most=0, links_as="does-not-fit"),
        Step("still-true", "Where does it still hold true, because the world really is so?", "text"),
        Step("new", "A roomier picture, in your words?", "text"),
        Step("believe-old", "How much do you believe the old one today?", "choice", choices=BELIEF),
        Step("believe-new", "And the new one?", "choice", choices=BELIEF),
    ),
)
EXPERIMENT = Guided(
    "experiment",
    "experiment",
    "A small experiment",
    (
        Step("try", "What will you try, with whom, when?", "text", note="small enough to be 7 of 10 sure you can"),
        Step("people", "With whom?", "people", note="someone safe enough"),
        Step("predicted", "What do you predict they will do; what will you feel?", "text"),
        Step("care", "How will you look after yourself if it goes badly?", "text"),
        Step("state", "Where is it now?", "choice", choices=("not-yet", "tried", "changed-my-mind")),
    ),
)
EXPERIMENT_AFTERWARDS = Guided(
    "experiment-afterwards",
    "experiment",
    "How the experiment went",
    (
        Step("state", "Where is it now?", "choice", choices=("not-yet", "tried", "changed-my-mind")),
        Step("happened", "What happened?", "text"),
        Step(
            "outcome", "How far from what you predicted?", "choice", choices=("worse", "as-feared", "mixed", "better")
        ),
        Step("learned", "What does that say about the old picture?", "text"),
        Step("again", "Repeat, change, or leave?", "choice", choices=("repeat", "change", "leave")),
    ),
)
SETS = {
    guided.key: guided
    for guided in (
        *(TEN_SECONDS, ONE_MINUTE, FIVE_MINUTES, WEEK, BEFORE_SESSION, AFTER_SESSION),
        *(MEMORY, PICTURE, EXPERIMENT, EXPERIMENT_AFTERWARDS),
    )
}


def answer_steps(kind: str) -> tuple[Step, ...]:
    """Return the questions of a kind of entry whose answers are stored under `answers`, each once."""
    steps: dict[str, Step] = {}
    for guided in SETS.values():
        if guided.kind == kind:
            steps |= {step.key: step for step in guided.steps if step.kind in ("text", "choice")}
    return tuple(steps.values())


def wording_of(kind: str, key: str) -> str:
    """Return the question behind an answer; for an unknown key, the words of the key."""
    asked = (step.asks for step in answer_steps(kind) if step.key == key)
    return next(asked, key.replace("-", " "))
