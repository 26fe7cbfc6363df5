"""A class whose grades are known: what the same command and a regrading take when nothing has changed, and their memory."""

import statistics

from checks import ADAM
from measuring import measured
from multiplied import multiplied
from table import milliseconds

# The last one is `--many`'s.
SIZES = (100, 400, 10_000)


def known(bench):
    sizes = SIZES
    samples = bench.root / "assignments" / ADAM
    memory = {}
    for size in sizes:
        work = bench.folder / f"known-{size}"
        work.mkdir()
        batch = multiplied(bench.gradus, samples, work, size, bench.environment)
        regrade = [bench.gradus, "regrade", work / "out"]
        # The first one writes the reports.
        _, first = measured(batch, env=bench.environment)
        rounds = 1 if size > 1000 else 3
        compilation = statistics.median(bench.bare_seconds(bench.solution) for _ in range(3))
        times, peaks = zip(*(measured(batch, env=bench.environment) for _ in range(rounds)))
        batch_seconds, memory[size] = statistics.median(times), max(first, *peaks)
        regrade_seconds = statistics.median(measured(regrade, env=bench.environment)[0] for _ in range(rounds))
        yield (
            f"an unchanged regrade of {size} / one bare compilation", f"{regrade_seconds / compilation:.2f}",
            f"{milliseconds(regrade_seconds)} beside {milliseconds(compilation)}", "under 2 s" if size == 400 else "")
        yield (
            f"the same batch of {size} again, nothing changed / one bare compilation", f"{batch_seconds / compilation:.2f}",
            f"{milliseconds(batch_seconds)}: {60 * size / batch_seconds:.0f} attempts a minute",
            "at least 10 000 a minute" if size >= 400 else "")
    small, large = min(sizes), max(sizes)
    yield (
        f"memory of a batch of {large} known / of {small}", f"{memory[large] / memory[small]:.2f}",
        f"{memory[large]:.0f} MiB beside {memory[small]:.0f} MiB, reports written", "flat")
