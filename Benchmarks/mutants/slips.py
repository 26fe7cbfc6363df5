"""The places of a Swift file where a slip changes what is graded, and the slip."""

import re
from dataclasses import dataclass

# Operators have spaces around them, which keeps generics and arrows out.
OPERATORS = {"<=": "<", "<": "<=", ">=": ">", ">": ">=", "==": "!=", "!=": "==", "&&": "||", "||": "&&"}
OPERATOR = re.compile(r"(?<= )(<=|<|>=|>|==|!=|&&|\|\|)(?= (?!/))")
NEGATION = re.compile(r"(?<=[ (\[])!(?=[a-zA-Z(.])")
EXTREME = re.compile(r"\b(min|max)(?=\()")
BOUND = re.compile(r"(?<![\w.#$\"])(\d+\.\d+|\d+\.?\d*e-?\d+|0x1p-?\d+)(?![\w.])")
OUTCOME = re.compile(r"(?<=[ (:])\.(correct|incorrect|followThrough|unproven|missing)\b(?!\()")
OTHER = {
    "correct": "incorrect", "incorrect": "correct", "unproven": "correct", "missing": "correct", "followThrough": "incorrect"}
# Places that decide nothing while the program runs: declarations, constraints, patterns of a switch.
FIXED = re.compile(r"^\s*(//|case |import |\w+ import |.*\bfunc [<>=!&|]|.*\bextension\b|.*\bwhere \w+(\.\w+)* == \w+ \{)")


@dataclass
class Slip:
    kind: str
    number: int
    start: int
    end: int
    right: str
    wrong: str
    line: str
    path: str = ""

    @property
    def mutated(self):
        return (self.line[: self.start] + self.wrong + self.line[self.end:]).strip()

    @property
    def key(self):
        """The same wherever the line stands in its file."""
        return f"{self.path}\t{self.line.strip()}\t{self.mutated}"

    def __str__(self):
        return f"{self.path}:{self.number + 1}: {self.mutated}"


def slips(text):
    for number, line in enumerate(text.splitlines()):
        if FIXED.match(line) or '"' in line:
            continue
        code = line.split(" //")[0]
        for match in OPERATOR.finditer(code):
            yield Slip("operator", number, match.start(), match.end(), match[1], OPERATORS[match[1]], line)
        for match in NEGATION.finditer(code):
            yield Slip("negation", number, match.start(), match.end(), "!", "", line)
        for match in EXTREME.finditer(code):
            kind = "method" if code[: match.start()].endswith(".") else "extreme"
            yield Slip(kind, number, match.start(), match.end(), match[1], "max" if match[1] == "min" else "min", line)
        for match in BOUND.finditer(code):
            # Eight times nothing is nothing.
            if float.fromhex(match[1]) if match[1].startswith("0x") else float(match[1]):
                yield Slip("bound", number, match.start(), match.end(), match[1], f"({match[1]} * 8)", line)
        for match in OUTCOME.finditer(code):
            yield Slip("outcome", number, match.start(), match.end(), match[0], "." + OTHER[match[1]], line)
