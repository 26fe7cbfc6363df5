"""Reads a class's JUnit files with the packages that courses use, and holds what they see against summary.csv.

usage: read_class.py FOLDER      a batch's output folder
Ends with 1 and a sentence for each thing that a reader lost.
"""

import csv
import html
import pathlib
import sys
import tempfile

import junit2htmlreport.parser
from junitparser import JUnitXml

folder = pathlib.Path(sys.argv[1])
files = sorted(folder.glob("*.xml"))
rows = {row["submission"]: row for row in csv.DictReader((folder / "summary.csv").open())}
lost = []


def expect(holds, sentence):
    if not holds:
        lost.append(sentence)


merged = JUnitXml()
names = []
for path in files:
    report = JUnitXml.fromfile(str(path))
    suites = list(report)
    expect(len(suites) == 1, f"{path.name}: {len(suites)} suites, expected 1")
    suite = suites[0]
    cases = list(suite)
    properties = {one.name: one.value for one in suite.properties()}
    row = rows[properties["gradus.submission"]]
    if row["points"]:
        points = float(properties.get("gradus.points", "nan"))
        expect(abs(points - float(row["points"])) < 1e-3, f"{path.name}: {points} points, expected {row['points']}")
    kinds = [result.__class__.__name__ for case in cases for result in case.result]
    for kind, count in (("Failure", suite.failures), ("Error", suite.errors), ("Skipped", suite.skipped)):
        expect(kinds.count(kind) == count, f"{path.name}: {kinds.count(kind)} × {kind}, the suite says {count}")
    isGreen = suite.failures == 0 and suite.errors == 0
    expect(isGreen == (row["verdict"] == "full marks"), f"{path.name}: green is {isGreen}, verdict {row['verdict']}")
    for case in cases:
        names.append(case.name)
        for result in case.result:
            expect((result.message or "").strip(), f"{case.name}: no message")
    merged += report
    page = html.unescape(junit2htmlreport.parser.Junit(str(path)).html())
    for case in cases:
        expect(case.name in page, f"{case.name}: not on junit2html's page")

expect(len(files) == len(rows) > 0, f"{len(files)} files for {len(rows)} rows")
expect(len(set(names)) == len(names), f"{len(names) - len(set(names))} names are there twice")
with tempfile.NamedTemporaryFile(suffix=".xml") as whole:
    merged.write(whole.name)
    again = [case.name for suite in JUnitXml.fromfile(whole.name) for case in suite]
expect(sorted(again) == sorted(names), f"merged and read again: {len(again)} tests of {len(names)}")
print(f"{len(files)} reports, {len(names)} tests")
print("\n".join(lost))
sys.exit(1 if lost else 0)
