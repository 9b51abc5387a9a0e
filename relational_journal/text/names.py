"""What the name of a person is: one rule for everything that takes one."""

from relational_journal.errors import WordingError

LONGEST_NAME = 80  # characters; nobody means a longer run of letters as a name
# Non-joiner and joiner: letters of Persian and Indic names, but not printable to Python.
JOINERS = {0x200C: None, 0x200D: None}
_QUOTES = frozenset('"“”„‟')  # a name with a blank in it stands between these in a text: @"Aunt May"


def is_name(written: str) -> bool:
    """Whether a text can name somebody, so that an @ in a moment can hold it, in quotes if need be.

    A name begins with a letter, and is one line of at most 80 characters without quotation marks and signs that cannot
    be seen.

    >>> [is_name(text) for text in ("Sam", "Aunt May", "O'Brien", "-x", "a\\tb", 'a"b', "3rd", "")]
    [True, True, True, False, False, False, False, False]
    """
    if not 0 < len(written) <= LONGEST_NAME or not written[0].isalpha() or not _QUOTES.isdisjoint(written):
        return False
    return written.isprintable() or written.translate(JOINERS).isprintable()


def as_name(written: str) -> str:
    """Return a name as it is stored: without white space around it, and one blank between its words.

    Raises:
        WordingError: it is no name.
    """
    name = written.strip()
    name = name if len(name.splitlines()) > 1 else " ".join(name.split())
    if not is_name(name):
        shown = "".join(letter for letter in name if letter.isprintable())
        shown = f"{shown[:40]}…" if len(shown) > 40 else shown
        raise WordingError(
            f'"{shown}" cannot be a name',
            f"A name is one line that begins with a letter, without quotation marks, at most {LONGEST_NAME} letters.",
        )
    return name
