"""One submission that somebody waits for."""

import pathlib
import shutil
import statistics
import time
from dataclasses import dataclass

from bare import Bare
from measuring import Screen, pairs, seconds
from table import Measure, beside, milliseconds

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
        def beside_bare(submission=submission, measure=measure):
            pair = pairs(lambda: measure(submission), lambda: bench.bare_seconds(submission), bench.pairs)
            return f"{pair.ratio:.2f}, least {pair.least:.2f}", beside(pair)

        yield Measure(name, beside_bare, goal)

    def screens(words, *options):
        times = []
        for _ in range(bench.pairs):
            screen = Screen(
                [bench.gradus, "check", bench.solution, "--assignment", ADAM, *options], env=bench.environment)
            times.append(screen.wait(words))
            screen.close()
        return "", milliseconds(statistics.median(times))

    def again():
        bench_command = [bench.gradus, "check", bench.solution, "--assignment", ADAM]
        screen = Screen(bench_command, env=bench.environment)
        screen.wait(b"of 100")
        screen.process.wait()
        screen.close()
        return screens(b"nothing has changed")

    yield Measure("first word on the screen", lambda: screens(b"", "--again"), "at most 50 ms")
    yield Measure("a check of what has not changed, shown again", again, "at most 30 ms")

    def new_machine():
        shutil.rmtree(bench.cache / "gradus", ignore_errors=True)
        kit, bare = bench.check_seconds(bench.solution), bench.bare_seconds(bench.solution)
        return f"{kit / bare:.1f}", milliseconds(kit)

    if bench.is_own:
        yield Measure("the first check of a machine, with the kit to compile", new_machine)


def watch(bench):
    """From a save to the verdict, in watch mode, beside the bare compilation of the same file."""
    def saves():
        source = (bench.solution / "Adam.swift").read_text()
        file = bench.folder / "watched" / "Adam.swift"
        file.parent.mkdir(exist_ok=True)
        file.write_text(source)
        screen = Screen([bench.gradus, "check", file.parent, "--assignment", ADAM, "--watch"], env=bench.environment)
        turns = iter(range(1, 10_000))

        def save():
            time.sleep(0.2)
            screen.begun = time.perf_counter()
            file.write_text(f"{source}// {next(turns)}\n")
            return screen.wait(b"watching ")

        try:
            screen.wait(b"watching ")
            pair = pairs(save, lambda: bench.bare_seconds(bench.solution), bench.pairs)
        finally:
            screen.close()
        return f"{pair.ratio:.2f}", f"{beside(pair)}: {milliseconds(pair.one - pair.other)} more"

    yield Measure("save to verdict / bare frontend and linker", saves, "40 ms more")


def diagnosis(bench):
    """A check of sample mistakes that lose marks, three of each assignment, beside the check of the solution: what explaining
    takes, in units of one bare compilation."""
    extra = {}

    def measured():
        if extra:
            return extra
        for folder in sorted((bench.root / "assignments").iterdir()):
            mistakes = sorted((folder / "Mistakes").glob("*")) if (folder / "Mistakes").is_dir() else []
            mistakes = [path for path in mistakes if path.stem not in ("neverReturns", "doesNotCompile", "crashesOutOfBounds")]
            if not mistakes:
                continue

            # The lesser of two: another program of the machine only adds.
            def least(path, name=folder.name):
                return min(bench.check_seconds(path, name) for _ in range(2))

            right = least(folder / "Solution")
            extra[folder.name] = {
                f"{folder.name}/{mistake.stem}": least(mistake) - right
                for mistake in mistakes[:: max(1, -(-len(mistakes) // 3))]}
        return extra

    def middle():
        median = statistics.median(statistics.median(times.values()) for times in measured().values())
        compile_time = min(bench.bare_seconds(bench.solution) for _ in range(5))
        return f"{median / compile_time:.2f}", milliseconds(max(median, 0))

    def slowest():
        name, worst = max((pair for times in measured().values() for pair in times.items()), key=lambda pair: pair[1])
        return "", f"{milliseconds(worst)}, {name}"

    yield Measure("diagnosis, median over the assignments / bare frontend and linker", middle, "at most 1")
    yield Measure("diagnosis, the slowest", slowest, "at most 1 s")
