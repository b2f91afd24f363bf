"""PDF readers side by side, pypdfium2 and pypdf: what they find, how fast, in how much memory, and what harms them.

`python -m benchmarks.documents`. Each reads in a worker of the sandbox, as in a scan: 30 s and 1 GiB for one file.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.machine import machine, spread, versions
from checker.content import Content
from checker.read import Job, Sandbox
from tests.corpora.documents import FILES, THAI, paper, pdf, written
from tests.corpora.hostile_documents import HOSTILE, mutated

READERS = ("pypdfium2", "pypdf")
FONTS = ("Garuda", "Loma", "Kinnari", "Norasi", "Sawasdee", "TlwgMono", "Umpush", "Waree")
SECONDS, MEMORY = 30.0, 1 << 30
PAGES, ROUNDS = 200, 5
MUTATED = 200


class Sample(NamedTuple):
    """A PDF and what stands in it."""

    program: str
    body: bytes
    text: str


def samples() -> Iterator[Sample]:
    """Searchable Thai PDFs of three programs."""
    for font in FONTS:
        yield Sample("fpdf2", pdf(written(paper(font=font))), "\n".join(THAI))
    for program in ("libreoffice", "chromium"):
        text = (FILES / f"{program}.txt").read_text(encoding="utf-8")
        yield Sample(program, (FILES / f"{program}.pdf").read_bytes(), text)


def ask(reader: str, body: bytes, text: str = "", box: Sandbox | None = None) -> Content:
    """What one reader makes of one file, in a fresh worker where none is given."""
    if box is None:
        with sandbox(reader) as fresh:
            return ask(reader, body, text, fresh)
    box.put(Job(key="", body=body, format="pdf", complete=True, url=text))
    ((_, content),) = box.finish()
    return content


def sandbox(reader: str) -> Sandbox:
    """One worker in which a reader runs."""
    return Sandbox(workers=1, seconds=SECONDS, memory=MEMORY, target=f"benchmarks.pdf_readers:by_{reader}")


def correctness() -> None:
    """Phrases of the text that a search finds."""
    print(f"{'phrases found':<24}" + "".join(f"{reader:>16}" for reader in READERS))
    made = list(samples())
    for program in dict.fromkeys(sample.program for sample in made):
        mine = [sample for sample in made if sample.program == program]
        of = sum(len(sample.text.split()) for sample in mine)
        found = [sum(int(ask(reader, each.body, each.text).detail.split()[0]) for each in mine) for reader in READERS]
        print(f"{program:<24}" + "".join(f"{f'{count} of {of}':>16}" for count in found))


def speed() -> None:
    """CPU of a page and peak of memory, with a document of :data:`PAGES` pages of Thai; the readers take turns."""
    long = paper()
    for _ in range(PAGES):
        written(long)
    body = pdf(long)
    figures: dict[str, list[list[str]]] = {reader: [] for reader in READERS}
    for _ in range(ROUNDS):
        for reader in READERS:
            figures[reader].append(ask(reader, body).detail.split())
    for reader, rounds in figures.items():
        page = spread([float(taken) / 1000 / PAGES for _, taken, _ in rounds])
        print(f"{reader}: {page} ms CPU a page, peak {spread([int(kb) / 1024 for *_, kb in rounds], '{:.0f}')} MB")


def safety() -> None:
    """How hostile and damaged PDFs end, and what the worst of them takes."""
    bodies = [make() for format, make in HOSTILE.values() if format == "pdf"]
    good = pdf(written(paper()))
    bodies += [mutated(seed, lambda: good) for seed in range(MUTATED)]
    for reader in READERS:
        ends, longest = Counter[str](), 0.0
        with sandbox(reader) as box:
            for body in bodies:
                begun = time.perf_counter()
                content = ask(reader, body, box=box)
                longest = max(longest, time.perf_counter() - begun)
                ends["refused" if content.trouble == "damaged" else content.trouble or "read"] += 1
        said = ", ".join(f"{end} {count}" for end, count in sorted(ends.items()))
        print(f"{reader}: of {len(bodies)} hostile and damaged files {said}; the longest took {longest:.1f} s")


def main() -> None:
    """Print all three."""
    print(machine())
    print(versions(*READERS))
    correctness()
    speed()
    safety()


if __name__ == "__main__":
    main()
