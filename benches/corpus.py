#!/usr/bin/env python3
"""Makes a course of any size to measure with, the same on every machine.

    benches/corpus.py OUT --modules 1000 --kinds coursewright-quizzes hugo

Each module has about 900 words in headings, lists, a table, a footnote, a
quote and links to other modules, and every fifth a block of code. The blocks
of code name no language, so that no program spends time on colours that
another leaves out. A module's text follows from its number alone: what Hugo,
Zola, mdBook and coursewright are given differs only in the front matter and in
how a link to another module is written. What else a program needs, a minimal
theme for the most part, is copied from benches/themes.
"""

import argparse
import json
import random
import re
import shutil
from pathlib import Path

THEMES = Path(__file__).resolve().parent / "themes"
TITLE = "Training at scale"
MODULES_IN_A_COURSE = 20
WORDS_IN_A_MODULE = 900
MODULES_TO_A_BLOCK_OF_CODE = 5

FUNCTION_WORDS = """the of and to a in is that for it as with on by this be are from or an at which
not can has when will each all one more their have if but should was its also than then into only
other any some between after before during must may every most both while because where how what""".split()

CONTENT_WORDS = """team safety process system equipment procedure training operator report review
customer account record policy risk hazard control measure inspection schedule supplier contract
invoice storage container label chemical filter pressure valve sensor network password browser
database backup server request response incident manager employee visitor contractor meeting agenda
budget forecast project milestone delivery quality standard audit evidence checklist signature
workshop module lesson exercise example question answer result score certificate deadline feedback
learner instructor classroom material handbook chapter section diagram figure table column value
threshold limit warning alarm evacuation exit route assembly point extinguisher blanket helmet glove
goggle harness ladder scaffold forklift pallet aisle warehouse loading dock vehicle driver journey
distance fuel battery charger cable socket circuit breaker voltage current temperature humidity
ventilation lighting noise vibration exposure symptom treatment bandage stretcher ambulance hospital
patient nurse doctor prescription dosage allergy consent privacy data subject retention deletion
transfer agreement processor controller breach notification authority regulation article clause
requirement obligation penalty exception approval permission role identity session token device
laptop phone message email attachment link address phishing update version release change ticket
priority severity escalation resolution cause analysis action owner status progress target trend
baseline sample measurement tolerance calibration accuracy instrument laboratory protocol""".split()

VERBS = """check record report inspect confirm follow complete review update replace remove store
label measure compare explain identify describe assess prepare deliver collect verify approve
reject request schedule assign monitor track notify isolate restart connect disconnect test
document sign submit return escalate resolve evaluate apply""".split()

ADJECTIVES = """safe clear complete correct current daily weekly critical common local remote
written formal simple regular normal high low open closed internal external primary secondary
relevant suitable reliable visible available responsible accurate valid previous final""".split()

TOPICS = """Handling Reporting Inspecting Planning Storing Reviewing Measuring Protecting Managing
Preparing Testing Documenting Recovering Calibrating Communicating Escalating""".split()

CODE = """\
#!/usr/bin/env bash
set -euo pipefail

# Archive every {a} report older than {n} days.
reports="${{1:-/var/reports}}"
archive="/srv/archive/$(date +%Y-%m)"
mkdir -p "$archive"

find "$reports" -name '*.csv' -mtime "+{n}" -print0 |
  while IFS= read -r -d '' file; do
    gzip --keep "$file"
    mv "$file.gz" "$archive/"
    echo "archived {b}: $file"
  done
"""


def by_frequency():
    """Every word as often as it is to be drawn: the first content words far more often, as in a language."""
    words = []
    for group, share in ((FUNCTION_WORDS, 0.42), (VERBS, 0.10), (ADJECTIVES, 0.08)):
        words += group * round(share * 10_000 / len(group))
    count = len(CONTENT_WORDS)
    for place, word in enumerate(CONTENT_WORDS):
        share = ((place + 1) / count) ** 0.5 - (place / count) ** 0.5
        words += [word] * max(1, round(share * 4000))
    return words


WORDS = by_frequency()


def quoted(text):
    """A string as JSON, YAML and TOML all read it."""
    return json.dumps(text, ensure_ascii=False)


class Prose:
    """Sentences without sense. Draws only with `Random.random`, whose sequence Python guarantees."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def below(self, end):
        return int(self.random() * end)

    def between(self, least, most):
        return least + self.below(most - least + 1)

    def pick(self, words):
        return words[self.below(len(words))]

    def word(self):
        return WORDS[int(self.random() * len(WORDS))]

    def phrase(self, least, most):
        return " ".join(self.word() for _ in range(self.between(least, most)))

    def sentence(self, least=8, most=20, plain=False):
        words = [self.word() for _ in range(self.between(least, most))]
        if len(words) > 12 and self.random() < 0.5:
            words[len(words) // 2] += ","
        if not plain:
            self.mark(words)
        words[0] = words[0][0].upper() + words[0][1:]
        return " ".join(words) + ("?" if self.random() < 0.05 else ".")

    def mark(self, words):
        """Makes some of the words strong, code or a link."""
        draw, at = self.random(), self.below(len(words) - 2)
        word = words[at].rstrip(",")
        if draw < 0.10:
            words[at : at + 2] = [f"**{word} {words[at + 1].rstrip(',')}**"]
        elif draw < 0.18:
            words[at] = f"*{word}*"
        elif draw < 0.25:
            words[at] = f"`{word}_{self.pick(CONTENT_WORDS)}`"
        elif draw < 0.28:
            words[at] = f"[{self.phrase(2, 3)}](https://example.org/{self.pick(CONTENT_WORDS)}/{self.below(900)})"

    def paragraph(self, least, most):
        return " ".join(self.sentence() for _ in range(self.between(least, most)))

    def heading(self):
        return f"{self.pick(TOPICS)} the {self.pick(ADJECTIVES)} {self.pick(CONTENT_WORDS)}"


class Corpus:
    """The courses, in words that are the same for every program."""

    def __init__(self, modules):
        self.modules = modules
        self.courses = -(-modules // MODULES_IN_A_COURSE)

    def course(self, number):
        return f"course-{number + 1:04d}"

    def module(self, number):
        return f"module-{number + 1:05d}"

    def place(self, number):
        """Which of its course a module is, counted from 1."""
        return number % MODULES_IN_A_COURSE + 1

    def course_title(self, number):
        return f"Course {number + 1}: {Prose(f'course {number}').heading()}"

    def modules_of(self, number):
        first = number * MODULES_IN_A_COURSE
        return range(first, min(first + MODULES_IN_A_COURSE, self.modules))

    def title(self, number):
        return f"{number + 1}. {Prose(f'title {number}').heading()}"

    def link(self, prose, number):
        """A link to another module, mostly of the same course, else of an earlier one.

        It leads to `@` and the module's number: what an address looks like, each program says.
        """
        own = self.modules_of(number // MODULES_IN_A_COURSE)
        if own[0] > 0 and prose.random() < 0.3:
            return f"[{prose.phrase(2, 4)}](@{prose.below(own[0])})"
        return f"[{prose.phrase(2, 4)}](@{own[prose.below(len(own))]})"

    def body(self, number):
        """The text of a module."""
        prose = Prose(f"module {number}")
        blocks = [prose.paragraph(3, 4), "## What you will learn"]
        blocks.append("\n".join(f"- {prose.sentence(6, 12)}" for _ in range(prose.between(4, 5))))
        shapes = [table, numbered, quote, footnote, nested]
        if number % MODULES_TO_A_BLOCK_OF_CODE == 0:
            shapes.insert(2, code)
        words = sum(len(block.split()) for block in blocks)
        while words < WORDS_IN_A_MODULE - 115 or shapes:
            link = self.link(prose, number)
            section = [
                f"## {prose.heading()}",
                f"{prose.paragraph(2, 3)} See {link} for the {prose.pick(CONTENT_WORDS)} side.",
                *(shapes.pop(0)(prose) if shapes else [f"### {prose.heading()}"]),
                prose.paragraph(2, 4),
            ]
            words += sum(len(block.split()) for block in section)
            blocks += section
        blocks += ["## Summary", prose.paragraph(2, 3)]
        blocks.append(f"Next, read {self.link(prose, number)} and {self.link(prose, number)}.")
        return "\n\n".join(blocks) + "\n"

    def quiz(self, number):
        """Eight questions of four kinds."""
        prose = Prose(f"quiz {number}")
        lines = [f"title: {quoted(f'Check: {self.title(number)}')}", "pass: 75%", "questions:"]
        kinds = ("single-choice", "multiple-choice", "true-false", "single-choice",
                 "numeric", "single-choice", "multiple-choice", "true-false")
        for place, kind in enumerate(kinds, 1):
            prompt = prose.sentence(8, 16)[:-1] + "?"
            lines += [f"  - id: q{place}", f"    type: {kind}", f"    prompt: {quoted(prompt)}"]
            if kind == "numeric":
                lines += [f"    answer: {prose.between(1, 400)}", "    tolerance: 1"]
            elif kind == "true-false":
                lines.append(f"    answer: {'true' if prose.random() < 0.5 else 'false'}")
            else:
                right = {prose.below(4)} | ({prose.below(4)} if kind == "multiple-choice" else set())
                lines.append("    options:")
                for option in range(4):
                    lines.append(f"      - text: {quoted(prose.sentence(3, 8, plain=True))}")
                    lines += ["        correct: true"] if option in right else []
            lines.append(f"    explanation: {quoted(prose.sentence(8, 16))}")
        return "\n".join(lines) + "\n"


def table(prose):
    rows = [f"| {prose.phrase(1, 2)} | {prose.phrase(3, 6)} | {prose.between(1, 99)} |" for _ in range(5)]
    return ["\n".join(["| Item | Description | Limit |", "| --- | --- | ---: |", *rows])]


def numbered(prose):
    return ["\n".join(f"{place}. {prose.sentence(6, 12)}" for place in range(1, 6))]


def nested(prose):
    lines = []
    for _ in range(3):
        lines += [f"- {prose.sentence(5, 9)}", *(f"    - {prose.sentence(5, 8)}" for _ in range(2))]
    return ["\n".join(lines)]


def quote(prose):
    return [f"> **Note:** {prose.sentence()}\n> {prose.sentence()}"]


def footnote(prose):
    text = prose.sentence(plain=True)[:-1]
    return [f"{text}.[^1] {prose.sentence()}", f"[^1]: {prose.sentence(8, 14)}"]


def code(prose):
    text = CODE.format(a=prose.pick(CONTENT_WORDS), b=prose.pick(CONTENT_WORDS), n=prose.between(2, 60))
    return [f"```\n{text}```"]


class Site:
    """The courses, as one program is to find them."""

    def __init__(self, corpus, out):
        self.corpus, self.out = corpus, out

    def begin(self):
        """Writes what stands beside the modules."""

    def module(self, number, body, quiz):
        """Writes one module."""

    def write(self, path, text):
        at = self.out / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_text(text, encoding="utf-8", newline="\n")

    def linked(self, number, body):
        """A module's text with links as this program wants them."""
        here = number // MODULES_IN_A_COURSE
        return LINK.sub(lambda found: f"]({self.address(here, int(found[1]))})", body)

    def address(self, here, number):
        """The address of a module for a link from the course `here`."""
        there, module = number // MODULES_IN_A_COURSE, self.corpus.module(number)
        return f"{module}.md" if here == there else f"../{self.corpus.course(there)}/{module}.md"


class Coursewright(Site):
    """Pages only."""

    def begin(self):
        corpus = self.corpus
        self.write("content/site.yml", f"title: {quoted(TITLE)}\nlanguage: en\n")
        for course in range(corpus.courses):
            about = f"This course has {len(corpus.modules_of(course))} modules."
            text = f"title: {quoted(corpus.course_title(course))}\nsummary: {about}\n"
            self.write(f"content/{corpus.course(course)}/course.yml", text)

    def module(self, number, body, quiz):
        head = f"---\ntitle: {quoted(self.corpus.title(number))}\n---\n\n"
        self.write(f"{self.folder(number)}/index.md", head + self.linked(number, body))

    def folder(self, number):
        return f"content/{self.corpus.course(number // MODULES_IN_A_COURSE)}/{self.numbered(number)}"

    def numbered(self, number):
        return f"{self.corpus.place(number):02d}-{self.corpus.module(number)}"

    def address(self, here, number):
        there, module = number // MODULES_IN_A_COURSE, self.numbered(number)
        return f"../{module}/index.md" if here == there else f"../../{self.corpus.course(there)}/{module}/index.md"


class CoursewrightWithQuizzes(Coursewright):
    """A quiz beside each module."""

    def module(self, number, body, quiz):
        super().module(number, body, quiz)
        self.write(f"{self.folder(number)}/quiz.yml", quiz())


class Peer(Site):
    """A generator that has one file for each module, and a minimal theme."""

    theme = ""
    content = "content"
    index = "_index.md"

    def begin(self):
        corpus = self.corpus
        shutil.copytree(THEMES / self.theme, self.out)
        self.write(f"{self.content}/{self.index}", self.head(TITLE, 0, "index") + "Welcome.\n")
        for course in range(corpus.courses):
            head = self.head(corpus.course_title(course), course + 1, "section")
            text = f"This course has {len(corpus.modules_of(course))} modules.\n"
            self.write(f"{self.content}/{corpus.course(course)}/{self.index}", head + text)

    def module(self, number, body, quiz):
        at = f"{self.content}/{self.corpus.course(number // MODULES_IN_A_COURSE)}/{self.corpus.module(number)}.md"
        head = self.head(self.corpus.title(number), self.corpus.place(number), "page")
        self.write(at, head + self.linked(number, body))

    def head(self, title, place, template):
        """What stands above a text."""
        raise NotImplementedError


class Hugo(Peer):
    theme = "hugo"

    def head(self, title, place, template):
        return f"---\ntitle: {quoted(title)}\nweight: {place}\n---\n\n"


class Zola(Peer):
    theme = "zola"

    def head(self, title, place, template):
        own = "" if template == "page" else f'template = "{template}.html"\nsort_by = "weight"\n'
        return f"+++\ntitle = {quoted(title)}\nweight = {place}\n{own}+++\n\n"

    def address(self, here, number):
        return f"@/{self.corpus.course(number // MODULES_IN_A_COURSE)}/{self.corpus.module(number)}.md"


class MdBook(Peer):
    theme = "mdbook"
    content = "src"
    index = "index.md"

    def begin(self):
        super().begin()
        corpus, lines = self.corpus, ["# Summary", "", "[Home](index.md)", ""]
        for course in range(corpus.courses):
            name = corpus.course(course)
            lines.append(f"- [{corpus.course_title(course)}]({name}/index.md)")
            for number in corpus.modules_of(course):
                lines.append(f"  - [{corpus.title(number)}]({name}/{corpus.module(number)}.md)")
        self.write("src/SUMMARY.md", "\n".join(lines) + "\n")

    def head(self, title, place, template):
        return f"# {title}\n\n"


LINK = re.compile(r"\]\(@(\d+)\)")
KINDS = {
    "coursewright": Coursewright,
    "coursewright-quizzes": CoursewrightWithQuizzes,
    "hugo": Hugo,
    "zola": Zola,
    "mdbook": MdBook,
}


def make(modules, out, kinds):
    """Writes the courses for each of `kinds` into the folder of its name in `out`; those are deleted first."""
    corpus = Corpus(modules)
    sites = [KINDS[kind](corpus, Path(out) / kind) for kind in kinds]
    for site in sites:
        shutil.rmtree(site.out, ignore_errors=True)
        site.begin()
    for number in range(modules):
        body = corpus.body(number)
        for site in sites:
            site.module(number, body, lambda: corpus.quiz(number))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("out", help="the folder in which each kind gets one of its name, deleted first")
    parser.add_argument("--modules", type=int, default=100)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=["coursewright-quizzes"])
    given = parser.parse_args()
    make(given.modules, given.out, given.kinds)


if __name__ == "__main__":
    main()
