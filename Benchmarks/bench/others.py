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
from table import Measure, beside, milliseconds


def package(bench):
    """`swift build` and `swift test` of the student's own folder, which `gradus new` makes."""
    folder = bench.folder / "package"
    turns = iter(range(1000))

    def source():
        if not folder.exists():
            subprocess.run(
                [bench.gradus, "new", folder, "--assignment", ADAM], env=bench.environment, check=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        file = next(folder.glob("Sources/*/*.swift"))
        # A line of its own each time: what has not changed is not built.
        file.write_text((bench.solution / "Adam.swift").read_text() + f"// {next(turns)}\n")
        return file

    def check():
        return seconds([bench.gradus, "check", source(), "--assignment", ADAM], env=bench.environment)

    def fresh(command):
        source()
        shutil.rmtree(folder / ".build", ignore_errors=True)
        one, other = seconds(command, cwd=folder, env=bench.environment), check()
        return f"{one / other:.1f}", f"{milliseconds(one)} beside {milliseconds(other)}"

    def again(command):
        def change():
            source()
            return seconds(command, cwd=folder, env=bench.environment)

        pair = pairs(change, check, max(3, bench.pairs // 5))
        return f"{pair.ratio:.1f}", beside(pair)

    def each():
        # A grader unpacks, builds and tests a package for each student.
        source()
        shutil.rmtree(folder / ".build", ignore_errors=True)
        one = seconds(["swift", "test"], cwd=folder, env=bench.environment)
        other = classes.grade(bench, classes.CLASS, 1) / classes.CLASS
        return f"{one / other:.1f}", f"{milliseconds(one)} beside {milliseconds(other)}"

    for name in ("build", "test"):
        yield Measure(f"swift {name}, fresh / a check", lambda name=name: fresh(["swift", name]))
        yield Measure(f"swift {name}, after a change / a check", lambda name=name: again(["swift", name]))
    yield Measure(
        "a fresh package with swift test for each / a submission of a batch, one lane", each, "at least 25")


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


def task(folder):
    """Writes the task for each grader below a folder."""
    folder.mkdir()
    (folder / "student.py").write_text(STUDENT)
    (folder / "test_adam.py").write_text(
        "import numpy as np\nfrom student import adam\n\ndef test_adam():" + TASK)
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
    (course / "source" / "ps1").mkdir(parents=True)
    (course / "submitted" / "student" / "ps1").mkdir(parents=True)
    (course / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'bench'\n")
    grading = dict(nbgrader={
        "grade": True, "locked": True, "solution": False, "task": False, "grade_id": "adam", "points": 100, "schema_version": 3})
    text = notebook(cell("code", STUDENT), cell("code", "for _ in [0]:" + TASK, **grading))
    for place in ("source/ps1", "submitted/student/ps1"):
        (course / place / "p.ipynb").write_text(text)


def peers(bench):
    """The same task in Python under each grader, one student, from process start to exit. Install them from
    Benchmarks/bench/peers.txt in an environment of its own, and run script/bench by its python."""
    folder = bench.folder / "peers"
    task(folder)
    python = sys.executable
    # Some of them start programs that are installed beside them.
    environment = bench.environment | {"PATH": os.path.dirname(python) + ":" + bench.environment["PATH"]}

    def measured(module, words, place, first=()):
        if importlib.util.find_spec(module) is None:
            raise RuntimeError(f"{module} is not installed for {python}; Benchmarks/bench/peers.txt names the packages")
        command = [python, *words]
        for line in (first and [python, *first], command):
            if not line:
                continue
            tried = subprocess.run(line, cwd=place, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
            if tried.returncode:
                raise RuntimeError((tried.stderr or tried.stdout)[-200:])
        pair = pairs(
            lambda: seconds(command, cwd=place, env=environment), lambda: bench.check_seconds(bench.solution),
            max(3, bench.pairs // 3))
        return f"{pair.ratio:.2f}", beside(pair)

    graders = {
        "pytest": ("pytest", ["-m", "pytest", "-q", "test_adam.py"], folder),
        "gradescope-utils": ("gradescope_utils", ["unit.py"], folder),
        "check50": ("check50", ["-m", "check50", "--dev", str(folder / "problem"), "--output", "json"], folder),
        "otter-grader, one question": ("otter", ["run.py"], folder / "otter"),
        "nbgrader autograde": (
            "nbgrader", ["-m", "nbgrader", "autograde", "ps1", "--force"], folder / "nbgrader",
            ["-m", "nbgrader", "generate_assignment", "ps1", "--create"]),
    }
    for name, grader in graders.items():
        yield Measure(f"{name} on the same task in Python / a check", lambda grader=grader: measured(*grader))


def trace(bench, numbers=10_000_000):
    """`gradus trace` of one long series: the evaluation and its file beside numpy's `allclose` of as many numbers."""
    steps, width = 100, numbers // 1000

    def measured():
        import numpy

        given = numpy.random.default_rng(1).normal(size=(steps, width))
        header, data, offset = {}, b"", 0
        for name, array in (("gradients/W", given), ("parameters/W", numpy.zeros(width))):
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
        return f"{pair.ratio:.1f}", beside(pair)

    yield Measure(
        f"a trace of {6 * steps * width} numbers, read, worked out and written / numpy's allclose on as many", measured)
