"""Many submissions, one after the other or on two lanes."""

import math
import resource
import shutil
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

from checks import ADAM
from measuring import pairs, peak, seconds
from table import Measure, beside, milliseconds

CLASS = 12

# What a class hands in: most of it right, some of it nearly. Each is a program of its own.
MIX = {"right": 18, "single": 4, "constant": 1, "manner": 1}


def programs(bench, count):
    """Adam programs of other authors, which compile; the first ones once more where there are not enough."""
    files = sorted((bench.root / "Tests" / "Strangers").glob("10-*.swift"))
    return [files[index % len(files)] for index in range(count)]


def mixed(bench):
    """A class of which three quarters are right."""
    return [file for kind, count in MIX.items()
            for file in sorted((bench.root / "Tests" / "Strangers").glob(f"10-{kind}-*.swift"))[:count]]


def handed_in(bench, files, name):
    folder = bench.folder / f"class-{name}"
    if not folder.exists():
        folder.mkdir()
        for index, file in enumerate(files):
            # A line of its own: no two students hand in the same bytes.
            (folder / f"{index:05}.swift").write_text(file.read_text() + f"// {index}\n")
    return folder


def grading(bench, folder, lanes):
    output = bench.folder / "reports"
    shutil.rmtree(output, ignore_errors=True)
    return [
        bench.gradus, "batch", folder, "--assignment", ADAM, "--output", output, "--jobs", str(lanes),
        "--sandbox", "reduced"]


def command(bench, count, lanes):
    return grading(bench, handed_in(bench, programs(bench, count), count), lanes)


def grade(bench, count, lanes):
    return seconds(command(bench, count, lanes), env=bench.environment)


def processor():
    """The processor time of all children that have ended, theirs included."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def beside_limit(bench, files, name, lanes):
    """A batch beside nothing but its compilations, on as many lanes; the processor time that each takes too."""
    bares = [bench.bare(file) for file in files]
    folder = handed_in(bench, files, name)
    used = {"batch": [], "limit": []}

    def metered(kind, work):
        before, begun = processor(), time.perf_counter()
        work()
        taken = time.perf_counter() - begun
        used[kind].append(processor() - before)
        return taken

    def limit():
        with ThreadPoolExecutor(lanes) as pool:
            list(pool.map(lambda bare: bare.run(), bares))

    pair = pairs(
        lambda: metered("batch", lambda: seconds(grading(bench, folder, lanes), env=bench.environment)),
        lambda: metered("limit", limit), max(3, bench.pairs // 4))
    times = statistics.median(one / other for one, other in zip(used["batch"], used["limit"]))
    return f"{pair.ratio:.2f}", f"{beside(pair)}; processor time {times:.2f}"


def batch(bench):
    for lanes, goal in ((1, ""), (2, "at most 1.05")):
        yield Measure(
            f"a batch of {CLASS}, {lanes} lane{'s'[: lanes - 1]} / their compilations alone",
            lambda lanes=lanes: beside_limit(bench, programs(bench, CLASS), CLASS, lanes), goal)
    for lanes, goal in ((1, ""), (2, "at most 1.05")):
        yield Measure(
            f"a class of {sum(MIX.values())}, three quarters of it right, {lanes} lane{'s'[: lanes - 1]}"
            " / its compilations alone",
            lambda lanes=lanes: beside_limit(bench, mixed(bench), "mixed", lanes), goal)


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
