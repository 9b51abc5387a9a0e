"""Join several files to one import, which is stored as one change or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from relational_journal.exchange.parsed_file import Intake, Progress, no_progress
from relational_journal.store.records.bulk_import import Incoming
from relational_journal.timestamps import beginning


def together(intakes: Sequence[Intake], files: Sequence[str]) -> Intake:
    """Join what several files hold, in their order.

    Args:
        files: their names, to tell lines of one from lines of another.
    """
    if len(intakes) == 1:
        return intakes[0]

    def entries(progress: Progress = no_progress) -> Iterator[Incoming]:
        for intake, file in zip(intakes, files, strict=True):
            for item in intake.entries(progress):
                yield item._replace(file=file)

    moods: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    for intake in intakes:
        moods.update(intake.moods)
        tags.update(intake.tags)
    dated = [when for intake in intakes for when in (intake.earliest, intake.latest) if when]
    return Intake(
        format=", ".join(dict.fromkeys(intake.format for intake in intakes)),
        read=sum(intake.read for intake in intakes),
        people=tuple(person for intake in intakes for person in intake.people),
        words=tuple(word for intake in intakes for word in intake.words),
        hunches=tuple(hunch for intake in intakes for hunch in intake.hunches),
        learned=tuple(reading for intake in intakes for reading in intake.learned),
        # Backwards, so that of several files the first one says it.
        names={key: name for intake in reversed(intakes) for key, name in intake.names.items()},
        own={key: line for intake in reversed(intakes) for key, line in intake.own.items()},
        fields=_fields(intakes),
        latest=max(dated, key=beginning, default=""),
        entries=entries,
        earliest=min(dated, key=beginning, default=""),
        skipped=tuple(
            (place, f"{why} ({file})")
            for intake, file in zip(intakes, files, strict=True)
            for place, why in intake.skipped
        ),
        notes=tuple(dict.fromkeys(note for intake in intakes for note in intake.notes)),
        moods=moods,
        tags=tags,
        keys={tag: key for intake in intakes for tag, key in intake.keys.items()},
        columns=next((intake.columns for intake in intakes if intake.columns is not None), None),
        unit=intakes[0].unit if len({intake.unit for intake in intakes}) == 1 else "line or entry",
        seen=", ".join(dict.fromkeys(intake.seen for intake in intakes)),
    )


def _fields(intakes: Sequence[Intake]) -> dict[str, str]:
    """Return where each field went; one that files of two formats have may have gone two ways."""
    ways: dict[str, dict[str, None]] = {}
    for intake in intakes:
        for field, where in intake.fields.items():
            ways.setdefault(field, {})[where] = None
    return {field: "; ".join(where) for field, where in ways.items()}
