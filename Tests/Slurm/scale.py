"""Multiplies the rows of a small gradebook and measures the commands on it: seconds, bytes, memory."""

import os, pathlib, sys

sys.path.insert(0, "Benchmarks/bench")
sys.dont_write_bytecode = True
from measuring import measured
from multiplied import multiplied

gradus, work, count = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
out = work / "out"


def size(folder, ending=""):
    found = [entry.stat().st_size for entry in os.scandir(folder) if entry.name.endswith(ending)]
    return len(found), sum(found)


def run(name, *words):
    """Runs a command; prints its seconds and the most memory that it or its children had."""
    seconds, memory = measured([gradus, *words])
    print(f"{name:42} {seconds:8.2f} s  {1e3 * seconds / count:7.3f} ms each  {memory:6.0f} MB")


batch = multiplied(gradus, pathlib.Path("assignments/10-adam"), work, count)[1:]
run(f"batch, {count} known, reports to be written", *batch)
run("batch, all unchanged", *batch)
run("class", "class", out)
run("regrade, nothing to do", "regrade", out)
print(f"gradebook {size(out, 'gradebook.sqlite')[1] / count / 1024:.1f} KB each")
files, total = size(out, ".xml")
print(f"reports (JUnit) {total / files / 1024:.1f} KB each, {files} files")
for name in ["summary.csv", "class.csv", "class.htm"]:
    print(f"{name} {os.path.getsize(f'{out}/{name}') / 1e6:.2f} MB")
