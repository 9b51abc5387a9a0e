"""Sections of the page for the session in the person's own words, and what the page is and does not see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from relational_journal.model import Moment
from relational_journal.report import wording
from relational_journal.report.material import THERAPIST, Material, in_window
from relational_journal.report.moments import day_and_month
from relational_journal.report.patterns import definition, standing_out, uids, without_note
from relational_journal.report.value import Block, Line, Part, Section, line
from relational_journal.when import beginning, day_of, first_day

LEAST_ECHOES = 3  # links from which on a past experience is mentioned (domain §6, question 10)
_MOST_WEEKS = 8

_CHECKIN = {
    "stressed": "stressed",
    "myself-with-someone": "able to be myself with someone",
    "mattered": "I mattered to someone",
    "someone-mattered": "someone mattered to me",
    "all-right-with-me": "all right with who I am",
    "at-home-in-body": "at home in my body",
    "energy": "energy",
    "alone-with-things": "alone with things",
}
_OUTCOMES = {
    "worse": "worse than predicted",
    "as-feared": "as predicted",
    "mixed": "mixed",
    "better": "better than predicted",
}
_BELIEFS = {"not": "not", "a-little": "a little", "half": "half", "mostly": "mostly"}


def prepared_session(material: Material) -> Moment | None:
    """The preparation the page is for: the latest one that no session held since has used up."""
    sessions = material.of_kind("session")
    held = max((s for s in sessions if s.answers.get("state") != "prepared"), key=_recorded, default=None)
    waiting = [
        session
        for session in sessions
        if session.answers.get("state") == "prepared"
        and first_day(session.when) >= material.new.since
        and (held is None or _recorded(session) > _recorded(held))
    ]
    return max(waiting, key=_recorded, default=None)


def _recorded(session: Moment) -> tuple[str, str]:
    return first_day(session.when).isoformat(), session.written


def today_section(material: Material, session: Moment | None, chosen: Sequence[Moment]) -> Section | None:
    """Section 1: what I want from today, in my words; and chosen words whose moment stands nowhere else on the page."""
    blocks: list[Block] = []
    if session is not None:
        answers = session.answers
        wanted = dict.fromkeys((answers.get("want", ""), *session.text.splitlines()))
        blocks += [line(material.words(text)) for text in wanted if text.strip()]
        asked = [("Not to get lost: ", "not-lost"), ("To look at slowly: ", "look-at")]
        # What was held back between the two of them is about moments with the therapist, and goes as they go.
        if THERAPIST in material.choices.include:
            asked.append(("Between us: ", "between-us"))
        for label, key in asked:
            if answers.get(key, "").strip():
                blocks.append(line(label, material.words(answers[key])))
    for moment in chosen:
        own = material.own(moment)
        if own is not None:
            where = ", ".join(part for part in (material.day(moment), material.who(moment)) if part)
            blocks.append(line(f"{where}: ", own, uids=(moment.uid,)))
    return Section("today", "What I want from today", tuple(blocks)) if blocks else None


def about_section(material: Material) -> Section:
    """Section 2: what this is, over which days, and how many moments it rests on."""
    new, all_ = len(material.new_moments), material.patterns.counted
    until = f" to {day_and_month(material.window.until)}" if material.window.until != material.today else ""
    since, from_ = day_and_month(material.new.since), day_and_month(material.window.since)
    if material.window == material.new:
        told = f"{wording.moments(new)} I noted since {since}{until}."
    else:
        told = f"{wording.moments(new)} I noted since {since}{until}; patterns over the {all_} since {from_}."
    blocks = [line(told)]
    if material.choices.only:
        blocks.append(line(f"Only {material.names.hide(material.choices.only)}."))
    if all_ < wording.LEAST:
        blocks.append(line(wording.too_few_moments(all_)))
    blocks.append(line(wording.NOT_AN_ASSESSMENT))
    return Section("about", "What this is", tuple(blocks))


def echoes_section(material: Material) -> Section | None:
    """Section 8: past experiences that echo in three moments or more, and a picture, old and new, if chosen."""
    blocks: list[Block] = []
    for memory in material.of_kind("memory"):
        echoing = _echoing(memory, material)
        if len(echoing) >= LEAST_ECHOES:
            blocks.append(_echo(memory, echoing, material))
    pictures = [picture for picture in material.of_kind("picture") if material.is_chosen(picture)]
    for picture in pictures[-1:]:
        blocks += _picture(picture, material)
    return Section("echoes", "What it reminds me of", tuple(blocks)) if blocks else None


def _echoing(memory: Moment, material: Material) -> list[Moment]:
    """The moments of the window tied to a past experience as echoes, whichever of the two holds the link."""
    back = {link.to for link in memory.links if link.as_ == "echoes"}
    return [
        moment
        for moment in material.moments
        if moment.uid in back or any(link.to == memory.uid and link.as_ == "echoes" for link in moment.links)
    ]


def _echo(memory: Moment, echoing: Sequence[Moment], material: Material) -> Line:
    title = memory.answers.get("title") or memory.text
    named: Part | str = "A past experience"
    if title.strip() and material.is_chosen(memory):
        named = material.words(title)
        material.placed.add(memory.uid)
    there = {moment.uid for moment in echoing}
    around = [
        f"{definition(row).row} in {n}"
        for row in material.patterns.rows
        if row.key not in material.choices.hidden and (n := sum(moment.uid in there for moment in row.shows))
    ]
    beside = f"; {', '.join(around[:3])} of these" if around else ""
    last = material.day(echoing[-1])
    return line(named, f" echoes in {wording.moments(len(echoing))}, the last on {last}{beside}.", uids=uids(echoing))


def _picture(picture: Moment, material: Material) -> list[Block]:
    answers = picture.answers
    blocks: list[Block] = []
    for label, key, belief in (("The old picture: ", "old", "believe-old"), ("A roomier one: ", "new", "believe-new")):
        if answers.get(key, "").strip():
            believed = _BELIEFS.get(answers.get(belief, ""), "")
            blocks.append(
                line(label, material.words(answers[key]), f" (believed today: {believed})" if believed else "")
            )
    if not blocks and picture.text.strip():
        blocks.append(line("A picture: ", material.words(picture.text)))
    material.placed.add(picture.uid)
    return blocks


def experiment_section(material: Material) -> Section | None:
    """Section 9: predicted, happened, learned; the words themselves only if chosen."""
    tried = {link.to for moment in material.new_moments for link in moment.links if link.as_ in ("tries", "outcome-of")}
    blocks = [
        _experiment(entry, material)
        for entry in material.of_kind("experiment")
        if material.is_new(entry) or entry.uid in tried
    ]
    return Section("experiment", _heading(len(blocks)), tuple(blocks)) if blocks else None


def _heading(count: int) -> str:
    return "An experiment" if count == 1 else "Experiments"


def _experiment(entry: Moment, material: Material) -> Line:
    answers = entry.answers
    state = {"tried": "Tried", "changed-my-mind": "Changed my mind"}.get(answers.get("state", ""), "Not tried yet")
    outcome = _OUTCOMES.get(answers.get("outcome", ""), "")
    who = material.who(entry)
    if not material.is_chosen(entry):
        told = f"{material.day(entry)}{f', with {who}' if who else ''}: {state[:1].lower()}{state[1:]}"
        return line(f"{told}{f'; it went {_went(outcome)}' if outcome else ''}.", uids=(entry.uid,))
    parts: list[str | Part] = []

    def add(label: str, text: str) -> None:
        if text.strip():
            own = material.words(text)
            parts.extend([" " if parts else "", label, own, "" if own.text.endswith((".", "!", "?", "…")) else "."])

    add(f"{state}: ", answers.get("try") or entry.text)
    add("Predicted: ", answers.get("predicted", ""))
    add(f"Happened{f', {outcome}' if outcome else ''}: ", answers.get("happened", ""))
    if outcome and not answers.get("happened", "").strip():
        parts.append(f" It went {_went(outcome)}.")
    add("Learned: ", answers.get("learned", ""))
    material.placed.add(entry.uid)
    return line(*(parts or [f"{state}."]), uids=(entry.uid,))


def _went(outcome: str) -> str:
    return "both ways" if outcome == "mixed" else outcome


def checkin_section(material: Material) -> Section | None:
    """Section 10: the words of the weekly check-in, week by week; no total, no comparison."""
    lines = []
    for entry in material.of_kind("lookback"):
        words = [f"{told}: {answer}" for key, told in _CHECKIN.items() if (answer := _answer(entry, key))]
        if words and in_window(entry, material.window):
            day = first_day(entry.when)
            monday = day - timedelta(day.weekday())
            lines.append(line(f"Week of {day_and_month(monday)}: {' · '.join(words)}", uids=(entry.uid,)))
    return Section("checkin", "How the weeks were", tuple(lines[-_MOST_WEEKS:])) if lines else None


def _answer(entry: Moment, key: str) -> str:
    """One of the four listed words, or nothing: other texts are not for the page unless chosen."""
    word = entry.answers.get(key, "")
    return word.replace("-", " ") if word in ("hardly", "a-little", "fairly", "very") else ""


def unseen_section(material: Material) -> Section:
    """Section 12, at the foot of every page: what this journal does not see (domain §6, question 16)."""
    moments = material.moments
    days = {day_of(moment.when) for moment in moments} - {None}
    sentences = [f"{wording.days_with_moments(len(days), material.window.days)}; {_ordinary(moments)}."]
    silent = len(without_note(material.patterns))
    if silent:
        sentences.append(f"{silent} {'says' if silent == 1 else 'say'} nothing of what came before.")
    dated = [moment for moment in moments if day_of(moment.when) and moment.written]
    if dated:
        same = sum(moment.written[:10] == beginning(moment.when)[:10] for moment in dated)
        sentences.append(f"{same} of {len(dated)} were noted the same day.")
    sentences.append(wording.NOTICING_MORE)
    if not standing_out(material.patterns, material.choices.hidden):
        sentences.append("Nothing compared stands out.")
    return Section("unseen", "What this journal does not see", (line(" ".join(sentences)),))


def _ordinary(moments: Sequence[Moment]) -> str:
    ordinary = sum(moment.tone == "ordinary" for moment in moments)
    return f"{wording.moments(ordinary)} {'is' if ordinary == 1 else 'are'} ordinary"
