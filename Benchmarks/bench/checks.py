"""One submission that somebody waits for."""

import pathlib
import shutil
import statistics
import time
from dataclasses import dataclass

from bare import Bare
from measuring import Screen, pairs, seconds
from table import beside, milliseconds

ADAM = "10-adam"


@dataclass
class Bench:
    gradus: str
    root: pathlib.Path
    folder: pathlib.Path
    environment: dict
    pairs: int
    cache: pathlib.Path
    is_own: bool

    def __post_init__(self):
        self.made = {}

    def bare(self, submission, assignment=ADAM):
        """The two bare commands for a submission; written down once."""
        key = str(submission)
        if key not in self.made:
            self.made[key] = Bare(
                self.gradus, submission, assignment, self.folder / f"bare-{len(self.made)}", self.environment)
        return self.made[key]

    def bare_seconds(self, submission, assignment=ADAM):
        bare = self.bare(submission, assignment)
        begun = time.perf_counter()
        bare.run()
        return time.perf_counter() - begun

    def check_seconds(self, submission, assignment=ADAM):
        return seconds([self.gradus, "check", submission, "--assignment", assignment], env=self.environment)

    @property
    def solution(self):
        return self.root / "assignments" / ADAM / "Solution"

    def forget(self):
        """Takes away what Gradus remembers of the machine, and leaves the compiled kit."""
        shutil.rmtree(self.cache / "gradus" / "answers", ignore_errors=True)


def check(bench):
    wrong = bench.root / "assignments" / ADAM / "Mistakes" / "betasSwapped.swift"

    def cold(submission):
        bench.forget()
        return bench.check_seconds(submission)

    rows = [
        ("a right Adam, checked / bare frontend and linker", bench.solution, bench.check_seconds, "at most 1.25"),
        ("the same, nothing remembered of the machine", bench.solution, cold, ""),
        ("a wrong Adam, diagnosed / bare frontend and linker", wrong, bench.check_seconds, ""),
    ]
    for name, submission, measure, goal in rows:
        pair = pairs(lambda: measure(submission), lambda: bench.bare_seconds(submission), bench.pairs)
        yield name, f"{pair.ratio:.2f}, least {pair.least:.2f}", beside(pair), goal
    first = []
    for _ in range(bench.pairs):
        screen = Screen([bench.gradus, "check", bench.solution, "--assignment", ADAM], env=bench.environment)
        first.append(screen.wait())
        screen.close()
    yield "first word on the screen", "", milliseconds(statistics.median(first)), "at most 50 ms"
    if not bench.is_own:
        return
    shutil.rmtree(bench.cache / "gradus", ignore_errors=True)
    kit, bare = bench.check_seconds(bench.solution), bench.bare_seconds(bench.solution)
    yield "the first check of a machine, with the kit to compile", f"{kit / bare:.1f}", milliseconds(kit), ""


def watch(bench):
    """From a save to the verdict, in watch mode, beside the bare compilation of the same file."""
    source = (bench.solution / "Adam.swift").read_text()
    file = bench.folder / "watched" / "Adam.swift"
    file.parent.mkdir()
    file.write_text(source)
    screen = Screen([bench.gradus, "check", file.parent, "--assignment", ADAM, "--watch"], env=bench.environment)
    screen.wait(b"watching ")
    turns = 0

    def save():
        nonlocal turns
        turns += 1
        time.sleep(0.2)
        screen.begun = time.perf_counter()
        file.write_text(f"{source}// {turns}\n")
        return screen.wait(b"watching ")

    pair = pairs(save, lambda: bench.bare_seconds(bench.solution), bench.pairs)
    screen.close()
    extra = milliseconds(pair.one - pair.other)
    yield "save to verdict / bare frontend and linker", f"{pair.ratio:.2f}", f"{beside(pair)}: {extra} more", "40 ms more"


def diagnosis(bench):
    """A check of each sample mistake that loses marks, beside the check of the solution: what explaining takes, in units of
    one bare compilation."""
    worst, medians = (0.0, ""), []
    for folder in sorted((bench.root / "assignments").iterdir()):
        mistakes = sorted((folder / "Mistakes").glob("*")) if (folder / "Mistakes").is_dir() else []
        mistakes = [path for path in mistakes if path.stem not in ("neverReturns", "doesNotCompile", "crashesOutOfBounds")]
        if not mistakes:
            continue
        solution = folder / "Solution"
        extra = []
        for mistake in mistakes[:: max(1, len(mistakes) // 4)]:
            # The least of three each: another program of the machine only adds.
            one = min(bench.check_seconds(mistake, folder.name) for _ in range(3))
            other = min(bench.check_seconds(solution, folder.name) for _ in range(3))
            extra.append(one - other)
            worst = max(worst, (extra[-1], f"{folder.name}/{mistake.stem}"))
        medians.append(statistics.median(extra))
    compile_time = min(bench.bare_seconds(bench.solution) for _ in range(5))
    middle = statistics.median(medians)
    yield (
        "diagnosis, median over the assignments / bare frontend and linker", f"{middle / compile_time:.2f}",
        milliseconds(max(middle, 0)), "at most 1")
    yield "diagnosis, the slowest", "", f"{milliseconds(worst[0])}, {worst[1]}", "at most 1 s"


