"""Programs measured side by side: in turns, in one run, so that other work of the machine slows both alike."""

import os
import pty
import select
import signal
import statistics
import subprocess
import sys
import time


def seconds(command, **options):
    """The time that a program takes from its start to its end."""
    begun = time.perf_counter()
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    return time.perf_counter() - begun


def pairs(one, other, count):
    """Medians of both, and of the ratios of neighbours; the first round warms the caches and does not count.

    Both are functions that return seconds. The order changes from round to round.
    """
    ones, others = [], []
    for turn in range(count + 1):
        first, second = (one, other) if turn % 2 else (other, one)
        values = {first: first(), second: second()}
        if turn:
            ones.append(values[one])
            others.append(values[other])
    ratios = sorted(a / b for a, b in zip(ones, others))
    return Pair(statistics.median(ones), statistics.median(others), statistics.median(ratios), ratios[0])


class Pair:
    def __init__(self, one, other, ratio, least):
        self.one, self.other, self.ratio, self.least = one, other, ratio, least


class Screen:
    """A program on a terminal of its own."""

    def __init__(self, command, **options):
        self.begun = time.perf_counter()
        self.end, theirs = pty.openpty()
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, start_new_session=True, **options)
        os.close(theirs)

    def wait(self, words=b"", most=60.0):
        """The seconds from the start until some words, or any, are on the screen."""
        shown, until = b"", time.perf_counter() + most
        while time.perf_counter() < until:
            if not select.select([self.end], [], [], 0.5)[0]:
                continue
            try:
                shown += os.read(self.end, 65536)
            except OSError:
                break
            if shown and words in shown:
                return time.perf_counter() - self.begun
        raise SystemExit(f"script/bench: {words!r} did not come; on the screen was {shown[-300:]!r}")

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.wait()
        os.close(self.end)


def peak(command, program, **options):
    """Runs a command. The most memory that any process of one program had in it, in MiB; those that it starts are others."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        **options)
    most = 0
    while process.poll() is None:
        for entry in filter(str.isdigit, os.listdir("/proc")):
            try:
                if os.getsid(int(entry)) == process.pid and os.readlink(f"/proc/{entry}/exe") == os.path.realpath(program):
                    with open(f"/proc/{entry}/status") as file:
                        most = max([most] + [int(line.split()[1]) for line in file if line.startswith("VmHWM")])
            except OSError:
                continue
        time.sleep(0.1)
    return most / 1024


def load():
    return os.getloadavg()[0]


def measured(command, **options):
    """The seconds of a program and the MiB of the largest process that it or its children were."""
    said = subprocess.run([sys.executable, "-c", MEASURED, *map(str, command)], capture_output=True, text=True, **options).stdout
    time_, memory, code, errors = said.rstrip("\n").split("\t")[:4]
    if code != "0":
        raise SystemExit(f"script/bench: {' '.join(map(str, command))} fails: {errors}")
    return float(time_), int(memory) / 1024


# A process of its own, for the kernel tells the largest of all children.
MEASURED = """import resource, subprocess, sys, time
start = time.monotonic()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
seconds = time.monotonic() - start
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(seconds, usage.ru_maxrss, done.returncode, done.stderr.strip()[-200:].replace('\\t', ' ').replace('\\n', ' '), sep='\\t')
"""
