"""A class whose grades are known: what the same command and a regrading take when nothing has changed, and their memory."""

import statistics

from checks import ADAM
from measuring import measured
from multiplied import multiplied
from table import Measure, milliseconds

# The last one is `--many`'s.
SIZES = (100, 400, 10_000)


def known(bench):
    memory = {}
    for size in SIZES:
        found = {}

        def regrade(size=size, found=found):
            work = bench.folder / f"known-{size}"
            work.mkdir()
            batch = multiplied(bench.gradus, bench.root / "assignments" / ADAM, work, size, bench.environment)
            # The first one writes the reports.
            _, first = measured(batch, env=bench.environment)
            rounds = 1 if size > 1000 else 3
            compilation = statistics.median(bench.bare_seconds(bench.solution) for _ in range(3))
            times, peaks = zip(*(measured(batch, env=bench.environment) for _ in range(rounds)))
            memory[size] = max(first, *peaks)
            found.update(batch=statistics.median(times), compilation=compilation)
            again = [bench.gradus, "regrade", work / "out"]
            one = statistics.median(measured(again, env=bench.environment)[0] for _ in range(rounds))
            return f"{one / compilation:.2f}", f"{milliseconds(one)} beside {milliseconds(compilation)}"

        def batch(size=size, found=found):
            one = found["batch"]
            return f"{one / found['compilation']:.2f}", f"{milliseconds(one)}: {60 * size / one:.0f} attempts a minute"

        yield Measure(
            f"an unchanged regrade of {size} / one bare compilation", regrade, "under 2 s" if size == 400 else "")
        yield Measure(
            f"the same batch of {size} again, nothing changed / one bare compilation", batch,
            "at least 10 000 a minute" if size >= 400 else "")
    small, large = min(SIZES), max(SIZES)
    yield Measure(
        f"memory of a batch of {large} known / of {small}",
        lambda: (
            f"{memory[large] / memory[small]:.2f}",
            f"{memory[large]:.0f} MiB beside {memory[small]:.0f} MiB, reports written"),
        "flat")
