"""Many submissions, one after the other or on two lanes."""

import math
import resource
import shutil
import time
from concurrent.futures import ThreadPoolExecutor

from checks import ADAM
from measuring import pairs, seconds
from table import beside, milliseconds

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


def grade(bench, count, lanes):
    output = bench.folder / "reports"
    shutil.rmtree(output, ignore_errors=True)
    return seconds(
        [bench.gradus, "batch", handed_in(bench, count), "--assignment", ADAM, "--output", output, "--jobs", str(lanes),
         "--sandbox", "reduced"], env=bench.environment)


def batch(bench):
    bares = [bench.bare(file) for file in programs(bench, CLASS)]

    def limit(lanes):
        begun = time.perf_counter()
        with ThreadPoolExecutor(lanes) as pool:
            list(pool.map(lambda bare: bare.run(), bares))
        return time.perf_counter() - begun

    for lanes, goal in ((1, ""), (2, "at most 1.05")):
        pair = pairs(lambda: grade(bench, CLASS, lanes), lambda: limit(lanes), max(3, bench.pairs // 4))
        yield (
            f"a batch of {CLASS}, {lanes} lane{'s'[: lanes - 1]} / their compilations alone", f"{pair.ratio:.2f}", beside(pair),
            goal)


def growth(bench):
    """Time by the count of submissions, and the host's memory. The exponent is of the time beyond the start."""
    sizes, times = (1, 10, 100), []
    for size in sizes:
        times.append(grade(bench, size, 2))
    exponent = math.log(times[2] / times[1]) / math.log(sizes[2] / sizes[1])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield (
        "1, 10 and 100 submissions, 2 lanes", f"exponent {exponent:.2f}", ", ".join(map(milliseconds, times)), "")
    yield "the largest process of a batch of 100", "", f"{peak:.0f} MiB", "100 MB"
