"""Many submissions, one after the other or on two lanes."""

import math
import shutil
import time
from concurrent.futures import ThreadPoolExecutor

from checks import ADAM
from measuring import pairs, peak, seconds
from table import Measure, beside, milliseconds

CLASS = 12


def programs(bench, count):
    """Adam programs of other authors, which compile; the first ones once more where there are not enough."""
    files = sorted((bench.root / "Tests" / "Strangers").glob("10-*.swift"))
    return [files[index % len(files)] for index in range(count)]


def handed_in(bench, count):
    folder = bench.folder / f"class-{count}"
    if not folder.exists():
        folder.mkdir()
        for index, file in enumerate(programs(bench, count)):
            # A line of its own: no two students hand in the same bytes.
            (folder / f"{index:05}.swift").write_text(file.read_text() + f"// {index}\n")
    return folder


def command(bench, count, lanes):
    output = bench.folder / "reports"
    shutil.rmtree(output, ignore_errors=True)
    return [
        bench.gradus, "batch", handed_in(bench, count), "--assignment", ADAM, "--output", output, "--jobs", str(lanes),
        "--sandbox", "reduced"]


def grade(bench, count, lanes):
    return seconds(command(bench, count, lanes), env=bench.environment)


def batch(bench):
    def beside_limit(lanes):
        bares = [bench.bare(file) for file in programs(bench, CLASS)]

        def limit():
            begun = time.perf_counter()
            with ThreadPoolExecutor(lanes) as pool:
                list(pool.map(lambda bare: bare.run(), bares))
            return time.perf_counter() - begun

        pair = pairs(lambda: grade(bench, CLASS, lanes), limit, max(3, bench.pairs // 4))
        return f"{pair.ratio:.2f}", beside(pair)

    for lanes, goal in ((1, ""), (2, "at most 1.05")):
        yield Measure(
            f"a batch of {CLASS}, {lanes} lane{'s'[: lanes - 1]} / their compilations alone",
            lambda lanes=lanes: beside_limit(lanes), goal)


def growth(bench):
    """Time by the count of submissions, and the host's memory. The exponent is of the time beyond the start."""
    def times():
        sizes = (1, 10, 100)
        times = [grade(bench, size, 2) for size in sizes]
        exponent = math.log(times[2] / times[1]) / math.log(sizes[2] / sizes[1])
        return f"exponent {exponent:.2f}", ", ".join(map(milliseconds, times))

    def memory():
        few, many = (peak(command(bench, count, 2), bench.gradus, env=bench.environment) for count in (10, 100))
        return f"{many / few:.2f}", f"{many:.0f} MiB beside {few:.0f} MiB"

    yield Measure("1, 10 and 100 submissions, 2 lanes", times)
    yield Measure("the host's largest process, 100 submissions / 10", memory, "100 MB")
