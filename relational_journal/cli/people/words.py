"""`rj words`: the vocabulary, and the person's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from relational_journal.cli.lazy_group import GroupWithDefault
from relational_journal.cli.options import Json, Yes
from relational_journal.cli.people.learned_phrases import learned

if TYPE_CHECKING:
    from relational_journal.model import Word
    from relational_journal.vocabulary.load import Term, Vocabulary

app = typer.Typer(
    cls=GroupWithDefault,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="The vocabulary, and words of your own. Without a part: all of it, or what fits KEY.",
)


@app.command("list", hidden=True)
def list_(
    words: Annotated[list[str] | None, typer.Argument(metavar="[KEY]", help="A tag, or words to look for.")] = None,
    json: Json = False,
) -> None:
    """Every tag by list, or those whose label, key, meaning or near words begin so."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.output import emit_json, page, width
    from relational_journal.cli.people.words_view import all_lines, detail_lines, found_lines
    from relational_journal.cli.terminal_rows import rows_of

    with open_journal() as journal:
        vocabulary = journal.vocabulary
        uses = journal.word_uses()
        asked = " ".join(words or ()).strip().lstrip("+#")
        terms = _matching(vocabulary, asked) if asked else tuple(vocabulary.terms.values())
        if json:
            emit_json([_record(term, vocabulary, uses.get(term.key, 0)) for term in terms])
        elif not asked:
            page("\n".join(all_lines(vocabulary)))
        elif len(terms) == 1:
            lines = detail_lines(terms[0], vocabulary, uses.get(terms[0].key, 0))
            page("\n".join(row for line in lines for row in rows_of(line, width())))
        else:
            page("\n".join(found_lines(terms, vocabulary)))


@app.command()
def add(
    key: Annotated[str, typer.Argument(metavar="KEY", help="The word, as you write it after the +.")],
    like: Annotated[str, typer.Option(metavar="KEY", help="The tag it counts like; without one, in no pattern.")] = "",
    label: Annotated[str, typer.Option(metavar="WORDS", help="How it is shown; the word itself unless given.")] = "",
    polarity: Annotated[
        str,
        typer.Option(metavar="C|D|N", help="Toward contact, away from it, or depends; that of --like unless given."),
    ] = "",
    json: Json = False,
) -> None:
    """Add a word of your own, or change what one counts like: also in earlier moments, and rj undo takes it back."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.entries.edit import print_done

    given = own_word(key, like=like, label=label, polarity=polarity)
    with open_journal(create=True) as journal:
        known = {word.key: word for word in journal.words()}.get(given.key)
        print_done(journal.add_word(given.with_options(known)), as_json=json)


@app.command()
def remove(
    key: Annotated[str, typer.Argument(metavar="KEY", help="The word, with or without its +.")],
    for_good: Annotated[bool, typer.Option("--for-good", help="From the bytes; cannot be taken back.")] = False,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Take a word of your own out, of the entries that carry it too; their words stay as they are."""
    from relational_journal.cli.context import open_journal
    from relational_journal.cli.entries.edit import confirm, print_done
    from relational_journal.cli.people.words_view import stands_in

    with open_journal() as journal:
        word = _own_word_named(journal.vocabulary, key)
        where = stands_in(journal.word_places(word))
        if (where or for_good) and not yes:
            final = ", for good: it cannot be brought back" if for_good else ""
            question = f"{word} stands in {where}. Take it out of there{final}" if where else f"Take {word} out{final}"
            confirm(question, f"rj words remove {word}{' --for-good' if for_good else ''} --yes")
        print_done(journal.remove_word(word, for_good=for_good), as_json=json)


def _own_word_named(vocabulary: Vocabulary, written: str) -> str:
    """Return the own word with this name, ignoring case.

    Raises:
        NotFound: if there is none; the message names near own words.
        WordingError: if it is a word of the vocabulary.
    """
    from difflib import get_close_matches

    from relational_journal.errors import NotFound, WordingError

    reading = vocabulary.read(written.lstrip("+#"))
    if reading.how == "own":
        return reading.keys[0]
    if reading.how in ("key", "short", "label"):
        label = vocabulary.label(reading.keys[0])
        raise WordingError(f'"{label}" is a word of the list, and stays', "Only words of your own can be taken out.")
    own = list(vocabulary.words)
    near = get_close_matches(written, own, n=3, cutoff=0.5)
    listed = f"Near: {', '.join(near)}." if near else "rj words lists them all, your own at the end."
    raise NotFound(f'no word of your own "{written}"', listed)


app.command()(learned)


def _record(term: Term, vocabulary: Vocabulary, used: int) -> dict[str, Any]:
    """Return the object of `rj words --json`; an own word that counts like nothing has no list."""
    own = vocabulary.words.get(term.key)
    return {
        "key": term.key,
        "label": term.label,
        "meaning": term.meaning,
        "polarity": term.polarity,
        "list": vocabulary.slot_list(term.key),
        "group": term.group,
        "own": own is not None,
        "like": own.like if own else None,
        "used": used,
    }


def _matching(vocabulary: Vocabulary, asked: str) -> tuple[Term, ...]:
    """Return the tag with this exact key; else tags the words find, then those in which each word begins one.

    Raises:
        NotFound: if nothing fits; the message names near keys.
    """
    from relational_journal.errors import NotFound
    from relational_journal.vocabulary.names import group_named, keys_named
    from relational_journal.vocabulary.search import matching_keys

    # "went silent" typed as two words is the key went-silent.
    reading = vocabulary.read("-".join(asked.split()))
    if reading.how in ("key", "own"):
        return tuple(vocabulary.terms[key] for key in reading.keys)
    named = keys_named(vocabulary, asked) or group_named(vocabulary, asked)
    found = tuple(dict.fromkeys((*named, *matching_keys(vocabulary, asked))))
    if not found:
        near = vocabulary.near(asked)
        raise NotFound(f'no tag "{asked}"', f"Near: {', '.join(near)}." if near else "rj words lists them all.")
    return tuple(vocabulary.terms[key] for key in found)


def _own_key(written: str) -> str:
    """Return the key for an own word.

    Raises:
        WordingError: it cannot stand after a +, or means something already.
    """
    from relational_journal.capture.syntax.marks import find_marks
    from relational_journal.capture.syntax.tags import FLAGS
    from relational_journal.errors import WordingError
    from relational_journal.vocabulary.load import vocabulary
    from relational_journal.vocabulary.special import good_answer, setting_of, tone_of

    # Checked with the reader of quick syntax itself, so that the word can be typed in a sentence afterwards.
    word = written.lstrip("+#").lower()
    marks = find_marks(f"+{word}")
    if len(marks) != 1 or marks[0].name != word or ":" in word:
        raise WordingError(f'"{written}" cannot stand after a +', "Use letters, digits and hyphens, a letter first.")
    reading = vocabulary().read(word)
    if reading.how in ("key", "short", "label"):
        term = vocabulary().terms[reading.keys[0]]
        raise WordingError(f'"{word}" is a word for "{term.label}" already', f"rj words {term.key} shows it.")
    # These mean something after a + too, and are in no list of the vocabulary.
    if tone_of(word) or setting_of(word) or good_answer(word) or word in FLAGS:
        raise WordingError(f'"+{word}" means something already', "rj guide tags says what; choose another word.")
    return word


def _like(written: str) -> str:
    """Return the key an own word counts like.

    Raises:
        NotFound: if there is no such tag.
        AmbiguousTag: if several fit.
        WordingError: if an own word cannot count like it.
    """
    from relational_journal.errors import AmbiguousTag, NotFound, WordingError
    from relational_journal.vocabulary.load import vocabulary

    words = vocabulary()
    asked = written.lstrip("+#")
    found = words.find(asked)
    if len(found) > 1:
        raise AmbiguousTag(asked, found)
    if not found:
        near = words.near(asked)
        raise NotFound(f'no tag "{asked}"', f"Near: {', '.join(near)}." if near else "rj words lists them all.")
    if words.slot_list(found[0]) in ("kinds", "good"):
        raise WordingError(
            f'no word can count like "{words.label(found[0])}"',
            "It can count like something done or felt, a response, a wish, power, context or how you were treated.",
        )
    return found[0]


def _polarity(written: str) -> str:
    from relational_journal.errors import WordingError

    letter = written.upper()
    if letter not in ("C", "D", "N"):
        raise WordingError(f'"{written}" is no polarity', "Use C (toward contact), D (away from it) or N (depends).")
    return letter


class Given(NamedTuple):
    """The options given for an own word; None for those not given."""

    key: str
    like: str | None
    label: str
    polarity: str | None

    def with_options(self, known: Word | None) -> Word:
        """Return the word with the options given; others stay unchanged or follow from the key it counts like."""
        from relational_journal.capture.syntax.tags import own_label
        from relational_journal.model import Word
        from relational_journal.vocabulary.load import vocabulary

        polarity = self.polarity
        if polarity is None:
            polarity = vocabulary().polarity(self.like) if self.like else (known.polarity if known else "N")
        label = self.label or (known.label if known else own_label(self.key))
        return Word(self.key, label, polarity, self.like or (known.like if known else None))


def own_word(key: str, *, like: str = "", label: str = "", polarity: str = "") -> Given:
    """Return the own word for the options of `rj words add`.

    Raises:
        WordingError: the key cannot stand after a +, or means something already; a polarity or label that is none.
        NotFound, AmbiguousTag: if the tag to count like does not exist or is ambiguous.
    """
    written = _own_key(key)
    shown = " ".join(label.split())
    # Before the database does: it would refuse lone surrogates with an error that names no option.
    try:
        shown.encode()
    except UnicodeEncodeError as error:
        from relational_journal.errors import WordingError

        raise WordingError("the label holds bytes that are not UTF-8", "Type it anew.") from error
    return Given(written, _like(like) if like else None, shown, _polarity(polarity) if polarity else None)
