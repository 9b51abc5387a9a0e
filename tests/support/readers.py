"""What a reader of each form sees: the words of an HTML page and of a PDF, in reading order; and a page to read."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from pypdf import PdfReader

from relational_journal.model import Window
from relational_journal.report.document.document import Dots, Line, Quote, Report, Row, Section, Tally, line
from relational_journal.report.session_page.page import Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_OF_PLAYWRIGHT = "ms-playwright/chromium-*/chrome-*/chrome"
CHROMIUM = next(
    (found for found in map(shutil.which, _NAMES) if found),
    next(map(str, sorted((Path.home() / ".cache").glob(_OF_PLAYWRIGHT), reverse=True)), None),
)
_NEVER_CLOSED = {"meta", "br", "link", "path", "circle", "rect"}


class Document(HTMLParser):
    """A page of HTML as its text, its tags with their attributes, and its headings."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.headings: list[tuple[int, str]] = []
        self.open: list[str] = []
        self._texts: list[str] = []
        self.feed(source)
        self.close()

    @property
    def text(self) -> str:
        return "".join(self._texts)

    def named(self, *names: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name in names]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _NEVER_CLOSED:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "text":  # words of a drawing stand apart, however they are written
            self._texts.append(" ")

    def handle_data(self, data: str) -> None:
        if not {"style", "title", "desc"} & set(self.open):
            self._texts.append(data)
            if self.headings and re.fullmatch("h[1-6]", next((t for t in self.open if re.fullmatch("h[1-6]", t)), "")):
                level, said = self.headings[-1]
                self.headings[-1] = level, said + data


def pdf(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def pdf_text(content: bytes) -> str:
    """All words, without the page numbers at the foot."""
    pages = [page.extract_text() for page in pdf(content).pages]
    return "\n".join(re.sub(r"\s*\b\d+/\d+\s*\Z", "", page) for page in pages)


def words(text: str) -> list[str]:
    """The words and numbers of a text, without what a form puts between them: marks, quotes, joints, escapes."""
    return re.findall(r"\w+", html.unescape(text).replace("\\", ""))


def of_words(text: str) -> Page:
    """A page that says one text wherever a text can stand."""
    own = Line((Quote(text),))
    blocks = (
        own,
        Row((line(text), line(text), own), own=(own,)),
        Tally("going-silent", text, Dots(1, 0, 2, 3), (line(text), own), note=text, own=(own,)),
    )
    report = Report(text, aside=text, sections=(Section("today", text, blocks), Section("about", text, (own,))))
    window = Window(date(2026, 11, 22), date(2026, 11, 22))
    return Page(report, window, window, 1, 1, 0)


def in_chromium(page: Path, *options: str) -> str:
    """What a headless Chromium says of a file, asked by these options."""
    run = [CHROMIUM or "", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={page.parent / 'profile'}"]
    done = subprocess.run([*run, *options, page.as_uri()], check=True, capture_output=True, text=True, timeout=120)
    return done.stdout
