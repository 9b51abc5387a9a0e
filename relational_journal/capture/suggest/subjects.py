"""Find out who does what a text says: I, we, another, a thing, or nobody if it is not clear.

In doubt the answer is nobody: another person's act read as one's own would be the worst mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from relational_journal.capture.suggest.clauses import SIGNS, STOPS, Person, Text
from relational_journal.capture.suggest.phrasebook import Book, Found

MYSELF, WE, OTHER, THING, NOBODY = "i", "we", "other", "thing", ""
# diaries leave the subject out: "rang dad, clammed up"
IMPLIED = "(i)"
_MY_LEAD = "mine"
_REPROACHES = ("never", "always", "only")
_LONGEST_FRAGMENT = 16  # words before a conjunction, up to which what follows counts as a fragment too
_LONGEST_TIME = 4  # words of "this morning", "last night after work"
_PASSIVE = frozenset("was were got been being get".split())
_WILL = frozenset(("will", "wo", "'ll", "shall", "sha"))
_AT_ONCE = (("straight", "away"), ("right", "away"), ("at", "once"), ("yet", "again"))
_ASKS = ("do", "did", "can", "will", "am")


class Subjects:
    """The subjects of one text."""

    def __init__(self, text: Text, book: Book) -> None:
        self._text = text
        self._leads: Mapping[int, int] = {}
        self._my_leads: Mapping[int, int] = {}
        self._book = book
        self._pasts = book.pasts
        self._bases = book.bases
        self._thirds = book.thirds
        self._w = book.words
        self._joins = book.words["joins"]
        self._openers = STOPS | self._joins | book.words["openers"]
        self._pronouns = {"i": MYSELF, "we": WE} | dict.fromkeys(book.words["others"], OTHER)
        self._pronouns |= dict.fromkeys(book.words["things"], THING)

    def led_by(self, leads: Iterable[Found]) -> None:
        """Take in what only leads to an act: "I [couldn't help] laughing", "[all I could do was] laugh".

        Args:
            leads: the phrases of this section; those of the key `mine` say themselves that I do what follows.
        """
        found = sorted(leads, key=lambda lead: (lead.end, -lead.begin))
        self._leads = {lead.end: lead.begin for lead in found if lead.phrase.key != _MY_LEAD}
        self._my_leads = {lead.end: lead.begin for lead in found if lead.phrase.key == _MY_LEAD}

    def of(self, at: int, *, may_be_unreal: bool = False) -> str:
        """Return who does what the words from `at` on say.

        Args:
            at: the position of a word.
            may_be_unreal: whether "would" and the like may precede ("would n't let me").
        """
        text = self._text
        if at and text.forms[at] == "to":
            return self._carried_on(at)
        begin = self._before_helpers(at, may_be_unreal)
        if begin is None:
            return NOBODY
        if begin in self._my_leads:
            return MYSELF if self._is_my_own_word(self._my_leads[begin]) else NOBODY
        who = self._ending(begin)
        if who == MYSELF and not _WILL.isdisjoint(text.forms[begin:at]):
            return NOBODY  # "told her I won't answer" has happened no more than "I will answer"
        if who:
            return THING if who == OTHER and self._is_supposed(begin) else who
        if begin == text.start(at) or self._follows_only_a_time(begin):
            return IMPLIED if self._may_stand_alone(at, begin) else NOBODY
        join, goes_on = text.form(begin - 1), text.forms[at].endswith("ing")
        if join in self._joins or (join in ("while", "by") and goes_on):
            return self._carried_on(begin - 1)
        if join in ("for", "about") and goes_on and text.form(begin - 2) in self._w["sorry"]:
            return self.of(begin - 2)
        return MYSELF if join == "for" and goes_on and self._was_done_to_me(begin - 1) else NOBODY

    def tells_itself_of_me(self, begin: int, end: int) -> bool:
        """Whether these words have their own subject and name the writer: "my voice rose", "all I did was shrug"."""
        text, words = self._text, self._w
        is_whole = text.forms[begin] in words["first_of_a_whole"]
        if not is_whole or words["of_the_writer"].isdisjoint(text.forms[begin:end]):
            return False
        opens = begin == text.start(begin) or text.form(begin - 1) in words["joins"] | words["told_for_itself"]
        return (opens or self._follows_only_a_time(begin)) and self._is_my_own_word(begin)

    def _follows_only_a_time(self, begin: int) -> bool:
        """Whether the sentence says no more before this word than when or where it was: "this morning [snapped]"."""
        text = self._text
        before = text.forms[text.start(begin) : begin]
        return len(before) <= _LONGEST_TIME and all(form in self._w["times"] for form in before)

    def begins_clause(self, at: int) -> bool:
        """Whether a sentence, or a clause after a conjunction, begins with the word `at`."""
        return at == self._text.start(at) or self._text.form(at - 1) in self._joins

    def follows_another(self, at: int) -> bool:
        """Whether the subject of the sentence before is another person.

        What follows without a subject may be theirs.
        """
        start = self._text.start(at)
        if start == 0:
            return False
        before = self._text.start(start - 2)
        acting = {self._ending(end) for end in range(before + 1, start) if self._acts(end)}
        return OTHER in acting and MYSELF not in acting

    def answers_another(self, at: int, *, is_of_them: bool) -> bool:
        """Whether only a comma separates this from another's question, call or remark: "Rob called, didn't pick up".

        Args:
            at: where the phrase begins.
            is_of_them: whether it has him, her or them as its object: "he cried, hugged him".
        """
        text = self._text
        begin = self._before_helpers(at, True)
        if begin is None or text.form(begin - 1) != ",":
            return False
        clause = text.forms[text.start(at) : begin - 1]
        if is_of_them and sum(person.begin < begin for person in text.people_from(text.start(at))) <= 1:
            return True  # nobody else is named whom the other could have hugged
        return not self._w["calls_for_answer"].isdisjoint(clause) and "and" not in clause

    def another_before(self, at: int) -> bool:
        """Whether the sentence names another person before this word, who may well be the subject."""
        text = self._text
        if text.form(at - 1) in self._w["gives_over"] or self._before_helpers(at, False) is None:
            return False
        for begin in range(at - 1, text.start(at) - 1, -1):
            person = text.people.get(begin)
            if person is None and text.forms[begin] in ("he", "she", "they", "everyone"):
                return True
            if person and not person.owns:
                return text.form(begin - 1) in self._openers or begin == 0 or not self._is_object(person)
        return False

    def was_done_to(self, at: int) -> bool:
        """Whether the verb at `at` is passive: "was told", "got asked", "been left out"."""
        while at and self._book.is_adverb(self._text.form(at - 1)):
            at -= 1
        form = self._text.form(at)
        return self._text.form(at - 1) in _PASSIVE and self._is_past(at) and form not in _PASSIVE

    def _was_done_to_me(self, at: int) -> bool:
        """Whether the clause before says what was done to me: "I was scolded [for] speaking up"."""
        text = self._text
        before = text.forms[max(0, at - 5) : at]
        was_done = self._is_past(at - 1) or "at" in before[-2:]
        return was_done and "i" in before and any(form in ("was", "got", "been", "were") for form in before)

    def _before_helpers(self, at: int, may_be_unreal: bool) -> int | None:
        """Return where the auxiliaries before a verb begin; None if the act was not done."""
        text, words = self._text, self._w
        begin, start = at, text.start(at)
        while begin > start:
            form, before = text.forms[begin - 1], text.form(begin - 2)
            if begin in self._my_leads:
                break
            if form == "of" and before == "instead":
                return None
            if begin in self._leads:
                begin = self._leads[begin]
            elif before in words["made_real" if form == "to" else "myself_made"] and form in ("to", "myself"):
                begin -= 2
            elif form == "to" and before == "myself" and text.form(begin - 3) in words["myself_made"]:
                begin -= 3
            elif self._book.is_adverb(form) and form not in words["hardly"] and not (form == "so" and before == ","):
                begin -= 1
            elif (before, form) in _AT_ONCE:
                begin -= 2
            elif form in ("to", "and") and before in words["where"] and text.form(begin - 3) in words["went"]:
                begin -= 3
            elif form == "'d" and begin == at and self._had_happened(at):
                begin -= 1
            elif form in words["hardly"] or (form in words["unreal"] and not may_be_unreal):
                return None
            elif form in words["unreal"] or (
                form in words["helpers"] and not (form in ("so", "then") and before == ",")
            ):
                begin -= 1
            else:
                break
        return max(begin, start)

    def _had_happened(self, at: int) -> bool:
        """Whether "'d" before this verb is "had" and what it tells is told for itself.

        "The next thing I knew I'd hung up" has happened; "I'd hang up" has not, "till I'd calmed down" only says when.
        """
        text = self._text
        if not self._is_past(at) or text.form(at) in self._bases:
            return False
        person = text.ends.get(at - 1)
        begin = person.begin if person else at - 2
        before = text.form(begin - 1)
        return begin == text.start(at) or before in STOPS or before in self._w["told_for_itself"]

    def _ending(self, end: int) -> str:
        """Return the subject whose last word is just before `end`, or NOBODY."""
        text = self._text
        if end == 0:
            return NOBODY
        if text.forms[max(0, end - 3) : end] == ["in", "my", "life"]:
            return self._ending(end - 3)
        person = text.ends.get(end)
        if person and not person.owns:
            return WE if text.forms[max(0, person.begin - 2) : person.begin] == ["me", "and"] else OTHER
        who = self._pronouns.get(text.forms[end - 1], NOBODY)
        if who != MYSELF:
            return who
        if self._is_one_of_two(end - 1):
            return WE
        return MYSELF if self._is_my_own_word(end - 1) else NOBODY

    def _is_one_of_two(self, at: int) -> bool:
        """Whether the "I" at this position is "my husband and I", and not "[he] called my husband and I left"."""
        text = self._text
        if text.form(at - 1) != "and":
            return False
        other = text.ends.get(at - 1)
        begin = other.begin if other else at - 2
        is_someone = bool(other) or text.form(begin) in ("he", "she", "they")
        return is_someone and text.form(begin - 1) in self._openers

    def _is_supposed(self, end: int) -> bool:
        """Whether what another does is only thought, feared or told: "if he", "I think she", "she said they"."""
        text = self._text
        person = text.ends.get(end)
        at = person.begin if person else end - 1
        if text.form(at - 1) in ("that", "like"):
            at -= 1
        if text.form(end) in _REPROACHES and self._is_told_off(at):
            return True  # "told him he never listens"
        if text.form(at - 1) in self._w["supposed"] or (text.form(at - 2), text.form(at - 1)) == ("as", "if"):
            return True
        return self.is_hearsay(at)

    def _is_told_off(self, at: int) -> bool:
        """Whether what follows is said to the one it is about: "told him [he never listens]"."""
        text = self._text
        addressed = text.ends.get(at)
        begin = addressed.begin if addressed else at - (text.form(at - 1) in ("him", "her", "them"))
        return begin < at and text.form(begin - 1) in self._w["tells_off"]

    def is_hearsay(self, at: int) -> bool:
        """Whether another tells of the person at this word: "she said he left", and not "he said he left"."""
        text, said = self._text, at - 1
        if text.form(said) in ("me", "us"):
            said -= 1
        if text.form(said) in ("that", "how"):
            said -= 1
        teller = text.form(said - 1)
        pronoun = text.form(at) in self._w["others"]
        is_other = at in text.people or (pronoun and teller in self._w["others"] and teller != text.form(at))
        return text.form(said) in self._w["heard"] or (text.form(said) in self._w["hearsay"] and is_other)

    def _is_my_own_word(self, at: int) -> bool:
        """Whether the "I" at this position is not a doubt, a question, or another person's words."""
        text = self._text
        before = at - 1
        if text.form(before) in ("that", "how", "because"):
            before -= 1
        form = text.form(before)
        if form in self._w["doubts"] and not (form in _ASKS and before != at - 1):
            return False
        if form == "me" and text.form(before - 1) in ("told", "tells", "tell", "asked"):
            return self.of(before - 1) == MYSELF
        return form not in self._w["said"] or self.of(before) == MYSELF

    def _carried_on(self, join: int) -> str:
        """Return the subject of the clause before a conjunction: "I yelled and [I] left"."""
        text = self._text
        start = text.start(join)
        for end in range(join, start, -1):
            who = self._ending(end)
            if who == THING and text.form(end - 2) not in self._openers:
                continue  # "I laughed it off" is a complete statement
            if who and self._acts(end):
                if who == OTHER and self._is_supposed(end):
                    return THING
                if who == OTHER and self._is_beside(end, join):
                    return IMPLIED if self._may_stand_alone(join + 1, join + 1) else NOBODY
                return self._still(who, end, join)
        # "Cancelled dinner and stayed in bed."
        begins = start < join and self._is_past(start) and text.forms[start] not in self._w["helpers"]
        if begins:
            return MYSELF
        is_fragment = join - start <= _LONGEST_FRAGMENT and text.forms[join] not in ("to", "or")
        return IMPLIED if is_fragment and self._may_stand_alone(join + 1, join + 1) else NOBODY

    def _is_beside(self, end: int, join: int) -> bool:
        """Whether what another does stands in a clause of its own beside mine, which has no subject.

        "When Mum rang, [I] ignored it"; "snapped when he asked, [I] slammed the door".
        """
        text = self._text
        person = text.ends.get(end)
        begin, start = person.begin if person else end - 1, text.start(join)
        if text.form(begin - 1) not in self._w["inside"] or text.forms[join] in ("and", "or", "to"):
            return False
        if begin - 1 == start:
            return text.forms[start] not in ("that", "what", "how", "who") and "," not in text.forms[begin:join]
        verb = start
        while self._book.is_adverb(text.form(verb)) or text.form(verb) in self._w["helpers"]:
            verb += 1
        return self._is_past(verb) and not any(self._ending(at) for at in range(start + 1, verb + 1))

    def _may_stand_alone(self, at: int, begin: int) -> bool:
        """Whether a verb without a subject was done: "snapped at Sam", "finally rang", not "ring Sam"."""
        text = self._text
        if text.is_asked(at):
            return False
        if text.form(at) in self._pasts and text.form(at) != "did":
            return True  # "got back in touch", where "back" is no verb
        while text.form(at) in self._w["helpers"] and text.form(at) not in ("n't", "not"):
            at += 1
        form, helpers = text.form(at), text.forms[begin:at]
        if form in self._thirds:
            return False
        if form in self._bases:
            return any(helper in ("did", "n't", "to", "myself") for helper in helpers)
        return True

    def _still(self, who: str, end: int, join: int) -> str:
        """Return a subject that ends at `end`, if it still holds after the conjunction."""
        text, words = self._text, self._w
        person = text.ends.get(end)
        begin = person.begin if person else end - 1
        if text.form(begin - 1) in words["inside"] and self._has_another(who, begin - 1):
            return NOBODY  # in "Dad yelled when I left and slammed the door" it could be either
        verb = join + 1
        if text.form(verb).endswith("ing") and text.forms[join] in self._joins:
            return who if self._is_going_on(end, join) else NOBODY
        after = text.forms[end : min(end + 3, join)]
        is_real = not any(form in words[name] for form in after for name in ("unreal", "hardly", "only_meant"))
        # in "I said I'd think about it, and went quiet" a past form is no part of what only might be
        return who if is_real or (self._is_past(verb) and text.forms[join] != "or") else THING

    def _has_another(self, who: str, end: int) -> bool:
        """Whether the sentence has another subject before."""
        return any(
            self._ending(before) not in (NOBODY, who) and self._acts(before)
            for before in range(end, self._text.start(end), -1)
        )

    def _acts(self, end: int) -> bool:
        """Whether the words before `end` are a subject with a verb after it, and no object."""
        after, person = self._text.form(end), self._text.ends.get(end)
        return after not in self._joins and after not in SIGNS and not (person and self._is_object(person))

    def _is_going_on(self, begin: int, end: int) -> bool:
        """Whether something is described there as going on: "was yelling", "kept calling"."""
        forms = self._text.forms
        return any(forms[at] in self._w["going"] and forms[at + 1].endswith("ing") for at in range(begin, end - 1))

    def _is_past(self, at: int) -> bool:
        """Whether the word is a verb in the past."""
        form = self._text.form(at)
        return form.endswith("ed") or form in self._pasts

    def _is_object(self, person: Person) -> bool:
        """Whether someone named is only mentioned and does nothing."""
        text = self._text
        before, after = text.form(person.begin - 1), text.form(person.end)
        if after in self._w["after_object"] or before in self._w["before_object"]:
            return True
        return after in self._w["before_noun"] and self._is_past(person.begin - 1)  # "made Joe a brew"
