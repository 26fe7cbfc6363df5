"""What else there is: Swift's own package manager, graders from PyPI, numpy."""

import importlib.util
import json
import os
import shutil
import struct
import subprocess
import sys
import time

import classes
from checks import ADAM
from measuring import pairs, seconds
from table import beside, milliseconds


def package(bench):
    """`swift build` and `swift test` of the student's own folder, which `gradus new` makes."""
    folder = bench.folder / "package"
    subprocess.run(
        [bench.gradus, "new", folder, "--assignment", ADAM], env=bench.environment, check=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    source = next(folder.glob("Sources/*/*.swift"))
    source.write_text((bench.solution / "Adam.swift").read_text())
    check = [bench.gradus, "check", source, "--assignment", ADAM]
    for name, command in (("swift build", ["swift", "build"]), ("swift test", ["swift", "test"])):
        shutil.rmtree(folder / ".build", ignore_errors=True)
        fresh = seconds(command, cwd=folder, env=bench.environment)
        one = seconds(check, env=bench.environment)
        yield f"{name}, fresh / a check", f"{fresh / one:.1f}", f"{milliseconds(fresh)} beside {milliseconds(one)}", ""
        turns = iter(range(1000))

        def again():
            source.write_text((bench.solution / "Adam.swift").read_text() + f"// {next(turns)}\n")
            return seconds(command, cwd=folder, env=bench.environment)

        pair = pairs(again, lambda: seconds(check, env=bench.environment), max(3, bench.pairs // 5))
        yield f"{name}, after a change / a check", f"{pair.ratio:.1f}", beside(pair), ""
        if name == "swift test":
            # A grader unpacks, builds and tests a package for each student.
            each = classes.grade(bench, classes.CLASS, 1) / classes.CLASS
            yield (
                "a fresh package with swift test for each / a submission of a batch, one lane", f"{fresh / each:.1f}",
                f"{milliseconds(fresh)} beside {milliseconds(each)}", "at least 25")


STUDENT = """import numpy as np

def adam(w, g, m, v, t, rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    return w - rate * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + epsilon), m, v
"""
TASK = """
    rng = np.random.default_rng(1)
    w = rng.normal(size=(4, 3)); m = v = wm = wv = np.zeros((4, 3)); ww = w
    for t in range(1, 26):
        g = rng.normal(size=(4, 3))
        w, m, v = adam(w, g, m, v, t)
        wm = 0.9 * wm + 0.1 * g; wv = 0.999 * wv + 0.001 * g * g
        ww = ww - 0.001 * (wm / (1 - 0.9**t)) / (np.sqrt(wv / (1 - 0.999**t)) + 1e-8)
        assert np.allclose(w, ww) and np.allclose(m, wm) and np.allclose(v, wv)
"""


def cell(kind, text, **metadata):
    extra = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "id": f"c{len(text)}", "metadata": metadata, "source": text, **extra}


def notebook(*cells):
    return json.dumps({
        "cells": list(cells), "nbformat": 4, "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}})


def peers(bench):
    """The same task in Python under each grader that is installed in this interpreter: one student, from process start to
    exit. Install them from Benchmarks/bench/peers.txt, in an environment of its own, and run script/bench by its python."""
    folder = bench.folder / "peers"
    folder.mkdir()
    (folder / "student.py").write_text(STUDENT)
    test = "import numpy as np\nfrom student import adam\n\ndef test_adam():" + TASK
    (folder / "test_adam.py").write_text(test)
    (folder / "unit.py").write_text(
        "import unittest, sys\nimport numpy as np\nfrom student import adam\n"
        "from gradescope_utils.autograder_utils.decorators import weight\n"
        "from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner\n"
        "class Tests(unittest.TestCase):\n    @weight(100)\n    def test_adam(self):"
        + TASK.replace("\n    ", "\n        ") + "\n"
        "JSONTestRunner(stream=open('results.json', 'w')).run(unittest.defaultTestLoader.loadTestsFromTestCase(Tests))\n")
    check50 = folder / "problem"
    check50.mkdir()
    (check50 / ".cs50.yaml").write_text("check50:\n  checks: __init__.py\n  files:\n    - !require student.py\n")
    (check50 / "__init__.py").write_text(
        "import check50, sys\nimport numpy as np\n\n@check50.check()\ndef exists():\n    \"\"\"it is Adam\"\"\"\n"
        "    sys.path.insert(0, '.')\n    from student import adam" + TASK)
    otter = folder / "otter"
    (otter / "tests").mkdir(parents=True)
    (otter / "tests" / "q1.py").write_text(
        "OK_FORMAT = False\nfrom otter.test_files import test_case\nname = 'q1'\npoints = 100\n\n"
        "@test_case()\ndef test_adam(adam, np):" + TASK)
    (otter / "run.py").write_text(
        "import otter, numpy as np\n" + STUDENT + "\ngrader = otter.Notebook(tests_dir='tests')\nprint(grader.check('q1'))\n")
    course = folder / "nbgrader"
    source = course / "source" / "ps1"
    source.mkdir(parents=True)
    (course / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'bench'\n")
    grading = dict(nbgrader={
        "grade": True, "locked": True, "solution": False, "task": False, "grade_id": "adam", "points": 100, "schema_version": 3})
    text = notebook(cell("code", STUDENT), cell("code", "for _ in [0]:" + TASK, **grading))
    (source / "p.ipynb").write_text(text)
    submitted = course / "submitted" / "student" / "ps1"
    submitted.mkdir(parents=True)
    (submitted / "p.ipynb").write_text(text)
    python = sys.executable
    # Some of them start programs that are installed beside them.
    environment = bench.environment | {"PATH": os.path.dirname(python) + ":" + bench.environment["PATH"]}
    if importlib.util.find_spec("nbgrader"):
        seconds(
            [python, "-m", "nbgrader", "generate_assignment", "ps1", "--create"], cwd=course, env=environment)
    commands = {
        "pytest": ("pytest", [python, "-m", "pytest", "-q", "test_adam.py"], folder),
        "gradescope-utils": ("gradescope_utils", [python, "unit.py"], folder),
        "check50": ("check50", [python, "-m", "check50", "--dev", str(check50), "--output", "json"], folder),
        "otter-grader, one question": ("otter", [python, "run.py"], otter),
        "nbgrader autograde": ("nbgrader", [python, "-m", "nbgrader", "autograde", "ps1", "--force"], course),
    }
    for name, (module, command, place) in commands.items():
        if importlib.util.find_spec(module) is None:
            print(f"script/bench: {name} is not installed for {python}", file=sys.stderr)
            continue
        tried = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if tried.returncode:
            print(f"script/bench: {name} fails: {(tried.stderr or tried.stdout)[-300:]}", file=sys.stderr)
            continue
        pair = pairs(
            lambda: seconds(command, cwd=place, env=environment), lambda: bench.check_seconds(bench.solution),
            max(3, bench.pairs // 3))
        yield f"{name} on the same task in Python / a check", f"{pair.ratio:.2f}", beside(pair), ""


def trace(bench, numbers=10_000_000):
    """`gradus trace` of one long series: the evaluation and its file beside numpy's `allclose` of as many numbers."""
    if importlib.util.find_spec("numpy") is None:
        print("script/bench: numpy is not installed", file=sys.stderr)
        return
    import numpy

    steps, width = 100, numbers // 1000
    given = numpy.random.default_rng(1).normal(size=(steps, width))
    weights = numpy.zeros(width)
    header, data, offset = {}, b"", 0
    for name, array in (("gradients/W", given), ("parameters/W", weights)):
        header[name] = {"dtype": "F64", "shape": list(array.shape), "data_offsets": [offset, offset + array.nbytes]}
        data += array.tobytes()
        offset += array.nbytes
    text = json.dumps(header).encode()
    path = bench.folder / "inputs.safetensors"
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)
    command = [bench.gradus, "trace", "--recipe", "adam", "--inputs", path, "--output", bench.folder / "out.safetensors"]

    def compare():
        begun = time.perf_counter()
        for _ in range(6):
            numpy.allclose(given, given)
        return time.perf_counter() - begun

    pair = pairs(lambda: seconds(command, env=bench.environment), compare, max(3, bench.pairs // 4))
    yield (
        f"a trace of {6 * given.size} numbers, read, worked out and written / numpy's allclose on as many", f"{pair.ratio:.1f}",
        beside(pair), "")
