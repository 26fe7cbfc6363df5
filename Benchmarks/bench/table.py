"""The table of docs/speed.md: a line for each row, by its name, so that one run may renew some of them. The README's figures are
those of its first row."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

BEGIN, END = "<!-- bench: written by script/bench --write -->", "<!-- bench ends -->"
CHECK = "a right Adam, checked / bare frontend and linker"
HEAD = ["| measured | ratio | medians | goal | load | day |", "|---|---|---|---|---|---|"]


@dataclass
class Measure:
    """A row that is still to be measured: `measure` returns the ratio and the medians as text."""
    name: str
    measure: Callable
    goal: str = ""


@dataclass
class Row:
    name: str
    text: str


class Table:
    def __init__(self, day):
        self.day, self.rows = day, []

    def add(self, name, ratio, medians, goal, *, load):
        self.rows.append(Row(name, f"| {name} | {ratio} | {medians} | {goal} | {load:.1f} | {self.day} |"))

    def write(self, path, readme):
        kept = {cells(line)[0]: line for line in written(path).splitlines()[2:]}
        kept |= {row.name: row.text for row in self.rows}
        put("\n".join(HEAD + list(kept.values())), path)
        put(summary(kept[CHECK]), readme)


def parts(path):
    before, rest = path.read_text().split(BEGIN + "\n", 1)
    old, after = rest.split(END, 1)
    return before, old, after


def written(path):
    """What a script wrote between the two comments of a page."""
    return parts(path)[1].strip()


def put(text, path):
    before, _, after = parts(path)
    path.write_text(before + BEGIN + "\n" + text + "\n" + END + after)


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split(" | ")]


def summary(line):
    """A row in words, for the README."""
    _, ratio, medians, _, _, day = cells(line)
    return textwrap.fill(
        f"A whole `gradus check` of a right Adam, with three cases, each run twice, takes {ratio.split(',')[0]} times as long as the "
        f"compiler's frontend and the linker alone on the same file: medians of {medians.replace(' beside ', ' and ')} on two cores, "
        f"measured in turns by `script/bench` on {day} ([docs/speed.md](docs/speed.md), with the other rows).",
        100, break_long_words=False, break_on_hyphens=False)


def milliseconds(value):
    return f"{1000 * value:.0f} ms" if value < 10 else f"{value:.1f} s"


def beside(pair):
    return f"{milliseconds(pair.one)} beside {milliseconds(pair.other)}"
