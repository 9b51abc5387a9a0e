"""Build the reports of `rj look`; each says what it is based on and links to its entries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.patterns.questions.experiments import state_of
from relational_journal.report.document import wording
from relational_journal.report.document.document import Block, Line, Pair, Quote, Report, Section, Text, line
from relational_journal.report.document.entry_text import format_day
from relational_journal.report.document.moment_rows import SETTINGS, format_ids
from relational_journal.report.views.answer import (
    answer,
    empty_answer,
    format_heading,
    listed,
    name_of,
)
from relational_journal.report.views.footer import FIELDS, days_noted, set_apart
from relational_journal.report.views.old_pictures import picture_sections
from relational_journal.report.views.old_pictures_drawn import drawn_pictures
from relational_journal.report.views.tallies import uids

if TYPE_CHECKING:
    from relational_journal.patterns.counting.result import Ledger, Patterns
    from relational_journal.patterns.questions.bracing import Bracing
    from relational_journal.patterns.questions.echoes import Echo
    from relational_journal.patterns.questions.experiments import Experiments
    from relational_journal.patterns.questions.growth import Growth
    from relational_journal.patterns.questions.old_pictures import OldPicture
    from relational_journal.patterns.questions.theme import Part, Theme
    from relational_journal.patterns.questions.unseen import Unseen

_OUTCOMES = {
    "worse": "worse than predicted",
    "as-feared": "as feared",
    "mixed": "mixed",
    "better": "better than predicted",
}
_STATES = {"tried": "tried", "not-yet": "not tried yet", "changed-my-mind": "changed my mind"}
_MOST_IDS = 40


def bracing_report(bracing: Bracing, patterns: Patterns) -> Report:
    """Return what was braced for and what happened, never called a wrong fear."""
    title = "What you braced for, and what happened"
    if not bracing.ledger.of:
        reason = "No counted moment says both what you braced for and what they did. rj log asks the first with --five."
        return empty_answer(title, patterns, reason)
    vocabulary = patterns.study.index.vocabulary
    often = sorted(bracing.braced_for.items(), key=lambda item: -item[1])
    keys = " · ".join(f"{vocabulary.inline_label(key)} {n}" for key, n in often)
    count = "moment says" if bracing.ledger.of == 1 else "moments say"
    silent = len(patterns.row("bracing").shows) - bracing.ledger.of
    rests = f"{bracing.ledger.of} {count} what you braced for, away or against, and what they did"
    if silent:
        rests += f"; {silent} more {'does' if silent == 1 else 'do'} not say what they did"
    opening = (line(f"{rests}."), Pair("Braced for", line(keys)), line(f"{_ledger(bracing.ledger)}."))
    sections = [Section("ledger", "", (*opening, *_ledger_ids(bracing.ledger)))]
    for key, heading, parts in (
        ("people", "WITH WHOM", list(bracing.people.items())),
        ("settings", "WHERE", [(SETTINGS[key], ledger) for key, ledger in bracing.settings.items()]),
    ):
        if parts:
            sections.append(Section(key, heading, tuple(Pair(name, line(_ledger(each))) for name, each in parts)))
    return answer(title, patterns, sections, "Where prejudice is real, expecting it is also good eyesight.")


def _ledger(ledger: Ledger) -> str:
    """Format as `5 of 8 went better; 1 as feared; 2 cannot say`."""
    if ledger.of < wording.LEAST:
        return f"{len(ledger.better)} of {ledger.of} went better, {wording.TOO_FEW}"
    said = f"{len(ledger.better)} of {ledger.of} went better; {len(ledger.as_feared)} as feared"
    return (
        said + (f"; {len(ledger.cannot_say)} cannot say" if ledger.cannot_say else "") + wording.early_note(ledger.of)
    )


def _ledger_ids(ledger: Ledger) -> Iterable[Pair]:
    named = (("better", ledger.better), ("as feared", ledger.as_feared), ("cannot say", ledger.cannot_say))
    return [
        Pair(name, line(Text(format_ids(those, _MOST_IDS), "entry"), uids=uids(those)))
        for name, those in named
        if those
    ]


def echoes_report(
    echoes: Sequence[Echo],
    patterns: Patterns,
    *,
    today: date,
    hidden: Collection[str] = (),
    pictures: Sequence[OldPicture] = (),
    columns: int = 0,
) -> Report:
    """Return the past experiences the person linked to moments of these weeks; none are linked automatically.

    Args:
        echoes: the past experiences with their moments.
        patterns: the counts of the window.
        today: for dates of another year.
        hidden: keys of patterns the person does not want to see.
        pictures: old pictures, of any time, which follow.
        columns: of the screen they are drawn on in characters; 0 if they are told in words alone.
    """
    title = "What echoes"
    if not echoes and not pictures:
        reason = "No moment of these weeks is linked to a past experience. "
        report = empty_answer(title, patterns, reason)
        how = line(Text("rj link MOMENT MEMORY --as echoes", "command"), " ties them.")
        return Report(title, report.aside, (*report.head, how), (), report.foot)
    sections = []
    for echo in echoes:
        count = wording.moments(len(echo.moments))
        lines: list[Block] = [
            line(
                f"{count}, the last on {format_day(echo.last.isoformat(), today, weekday=False)} (",
                Text(format_ids(echo.moments, _MOST_IDS), "entry"),
                ")",
                uids=uids(echo.moments),
            )
        ]
        shown = [f"{_lower(name_of(key, patterns))} {n}" for key, n in echo.patterns.items() if key not in hidden]
        if shown:
            lines.append(line(f"Among them: {' · '.join(shown)}"))
        if echo.is_worth_a_mention:
            lines.append(line("It has come up often enough to mention, if you like."))
        sections.append(Section(echo.memory.uid, f"{echo.memory.id}  {format_heading(echo.title)}", tuple(lines)))
    sections += drawn_pictures(pictures, today=today, columns=columns) if columns else picture_sections(pictures, today)
    return answer(title, patterns, sections, "Only you tie a moment to what it echoes; nothing is tied for you.")


def theme_report(theme: Theme, patterns: Patterns) -> Report:
    """Return the most frequent wish, response and reply over full moments."""
    title = "Your theme"
    vocabulary = patterns.study.index.vocabulary
    if theme.together is not None and theme.wish is None:
        reason = (
            f"None shows yet. Over {theme.full} full moments the wish, their response and your reply that came most"
        )
        meet = f"met in {theme.together or 'none'} of them" if theme.together else "never met"
        return empty_answer(title, patterns, f"{reason} often {meet}; it takes 3.")
    if theme.wish is None or theme.response is None or theme.reply is None:
        reason = f"It takes 10 full moments to say ({theme.full} so far): a wish, what they did or you braced for, and"
        return empty_answer(
            title, patterns, f"{reason} what you did or felt. rj more asks a moment for what it has not said."
        )

    def part_line(part: Part) -> Line:
        alike = [vocabulary.inline_label(key) for key in part.also]
        also = f"; as often: {', '.join(alike[:_MOST_ALIKE])}" + (" …" if len(alike) > _MOST_ALIKE else "")
        entries = Text(format_ids(part.moments), "entry")
        opening = f"{vocabulary.inline_label(part.key)}, {wording.share(*part.share)}"
        return line(opening + (also if alike else ""), " (", entries, ")", uids=uids(part.moments))

    parts = [
        Pair("I wanted", part_line(theme.wish)),
        Pair("They", part_line(theme.response)),
        Pair("I", part_line(theme.reply)),
    ]
    often = f"These three came together in {theme.together} moments."
    sections = [
        Section(
            "theme", "", (line(f"Over {theme.full} full moments, of {patterns.counted} counted."), *parts, line(often))
        )
    ]
    return answer(title, patterns, sections, "A wish tends to stay; what changes first is the reply.")


_MOST_ALIKE = 2


def growth_report(growth: Sequence[Growth], patterns: Patterns) -> Report:
    """Return the five good things for each person, in alphabetical order and without a single score."""
    title = "What grows, with whom"
    if not growth:
        reason = "Nobody has 5 moments in these weeks that say what grew (three of the five or more). rj more asks it."
        return empty_answer(title, patterns, reason)
    vocabulary = patterns.study.index.vocabulary
    sections = []
    for person in growth:
        lines: list[Block] = [
            Pair(vocabulary.inline_label(key), line(_amounts(amounts)))
            for key, amounts in person.good.items()
            if any(amounts.values())
        ]
        if person.both_ways.of:
            both = f"yes both ways in {wording.share(*person.both_ways)}"
            lines.append(line(f"Did you matter to each other: {both}."))
        tones = [f"{tone} {person.tones[tone]}" for tone in _TONES if person.tones.get(tone)]
        if tones:
            whole = sum(person.tones.values())
            lines.append(line(f"Of all {whole} with them: " if whole > 1 else "", " · ".join(tones)))
        entries = Text(format_ids(person.answered, _MOST_IDS), "entry")
        lines.append(line("The moments: ", entries, uids=uids(person.answered)))
        of = len(person.answered)
        heading = f"{format_heading(person.name)}, {wording.moments(of)} that say what grew{wording.early_note(of)}"
        sections.append(Section(person.name, heading, tuple(lines)))
    return answer(title, patterns, sections, "People stand by name; nobody is ranked, and no score is made of these.")


_TONES = ("connection", "mixed", "disconnection", "ordinary")


def _amounts(amounts: Mapping[str, int]) -> str:
    return " · ".join(f"{amount} {amounts.get(amount, 0)}" for amount in ("more", "same", "less"))


def experiments_report(found: Experiments, patterns: Patterns, *, today: date) -> Report:
    """Return the experiments: what was predicted, what came, and what was learned."""
    title = "What your experiments taught you"
    if not found.entries:
        return empty_answer(title, patterns, "No experiments in these weeks. rj reflect experiment plans a small one.")
    states = [f"{found.states[key]} {words}" for key, words in _STATES.items() if found.states[key]]
    outcomes = [f"{words} {found.outcomes[key]}" for key, words in _OUTCOMES.items() if found.outcomes[key]]
    tried = found.states["tried"]
    unsaid = tried - sum(found.outcomes.values())
    outcomes += [f"{unsaid} tried without a word on how it went"] if unsaid > 0 else []
    said = f"{wording.moments(len(found.entries), 'experiment')}: {' · '.join(states)}"
    sections = [Section("counts", "", (line(said + (f"; {', '.join(outcomes)}" if outcomes else "")),))]
    for entry in found.entries:
        answers = {"try": entry.text, **entry.answers}
        lines = [
            Pair(label, line(Quote(" ".join(answers[key].split()))))
            for key, label in _ANSWER_LABELS
            if answers.get(key, "").strip()
        ]
        outcome = _OUTCOMES.get(entry.answers.get("outcome", ""))
        if outcome:
            lines.append(Pair("It went", line(outcome)))
        state = _STATES.get(state_of(entry), "")
        heading = f"{entry.id}  {format_day(entry.when, today, weekday=False)}  {state}".strip()
        sections.append(Section(entry.uid, heading, tuple(lines or [line("Nothing more is said of it.")])))
    return answer(title, patterns, sections)


_ANSWER_LABELS = (("try", "To try"), ("predicted", "Predicted"), ("happened", "Happened"), ("learned", "Learned"))


def unseen_report(unseen: Unseen, patterns: Patterns) -> Report:
    """Return what this journal does not see; the footer of every report has it in short."""
    title = "What this journal does not see"
    of = patterns.counted
    if not of:
        return empty_answer(title, patterns, f"{_days_with(unseen)}; what they held, nobody noted.")
    said = [
        line(f"{_days_with(unseen)}; what the others held, nobody noted."),
        line(f"{unseen.people} {'person is' if unseen.people == 1 else 'people are'} in them."),
        line(
            f"{unseen.tones['connection']} of {of} are marked as connection, "
            f"{unseen.tones['ordinary']} as ordinary, {unseen.tones['unmarked']} not at all."
        ),
    ]
    if unseen.same_day.of:
        said.append(line(f"{unseen.same_day.shows} of {unseen.same_day.of} were noted the same day."))
    empty = [f"{words} {unseen.empty[field]}" for field, words in FIELDS.items() if unseen.empty.get(field)]
    sections = [Section("seen", "", tuple(said))]
    if empty:
        sections.append(Section("empty", "LEFT EMPTY", (line(f"Of the {of}: {', '.join(empty)}."),)))
    closing = "An empty field means not said, never no. Every share is of what was noted, never of your life."
    report = answer(title, patterns, sections, closing)
    # This report is the footer of others in full, so its own has only what is set apart.
    apart = [line(Text(sentence, "quiet")) for sentence in set_apart(patterns, unnoted=False)]
    return Report(title, report.aside, (), report.sections, (report.foot[0], listed(patterns), *apart))


def _days_with(unseen: Unseen) -> str:
    return days_noted(unseen.days, unseen.days_logged, unseen.of_days)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
