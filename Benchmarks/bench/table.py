"""The table of docs/speed.md: a line for each row, by its name, so that one run may renew some of them."""

from collections.abc import Callable
from dataclasses import dataclass

BEGIN, END = "<!-- bench: written by script/bench --write -->", "<!-- bench ends -->"
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

    def write(self, path):
        text = path.read_text()
        before, rest = text.split(BEGIN + "\n", 1)
        old, after = rest.split(END, 1)
        lines = [line for line in old.strip().splitlines() if line.startswith("| ")]
        kept = {line.split(" | ")[0][2:]: line for line in lines[1:]}
        kept |= {row.name: row.text for row in self.rows}
        path.write_text(before + BEGIN + "\n" + "\n".join(HEAD + list(kept.values())) + "\n" + END + after)


def milliseconds(value):
    return f"{1000 * value:.0f} ms" if value < 10 else f"{value:.1f} s"


def beside(pair):
    return f"{milliseconds(pair.one)} beside {milliseconds(pair.other)}"
