"""A gradebook of many submissions that costs the grading of eight: their rows are multiplied."""

import hashlib
import os
import sqlite3
import subprocess

COLUMNS = "digest, conditions, sources, withheld, exit, points, maximum, message, buildSeconds, illustrated, report, extras"


def multiplied(gradus, samples, work, count, environment=None):
    """Makes WORK/class of COUNT submissions and grades the first eight; returns the command of its batch, into WORK/out."""
    seeds = [samples / "Solution" / "Adam.swift", *sorted((samples / "Mistakes").glob("*.swift"))[:7]]
    folder, out = work / "class", work / "out"
    folder.mkdir()
    for number, seed in enumerate(seeds):
        (work / f"seed{number}").write_bytes(seed.read_bytes())

    def submission(index):
        # A folder each, with the same file name in it: then equal sources have equal digests.
        place = folder / f"s{index:06}"
        place.mkdir()
        os.link(work / f"seed{index % len(seeds)}", place / "Adam.swift")

    for number in range(len(seeds)):
        submission(number)
    command = [gradus, "batch", folder, "--assignment", samples.name, "--output", out, "--sandbox", "reduced"]
    subprocess.run(command, check=True, capture_output=True, env=environment)

    book = sqlite3.connect(out / "gradebook.sqlite")
    names = [f"s{index:06}" for index in range(len(seeds))]
    gradings = {
        name: book.execute(f"SELECT id, {COLUMNS} FROM grading WHERE name = ?", (name,)).fetchone() for name in names}
    outcomes = {
        name: book.execute("SELECT * FROM outcome WHERE grading = ? ORDER BY position", (gradings[name][0],)).fetchall()
        for name in names}
    for index in range(len(seeds), count):
        submission(index)
        old, new = names[index % len(seeds)], f"s{index:06}"
        row = [new, *gradings[old][1:]]
        # A submission and a report hold their name.
        row[3] = row[3].replace(f'"name":"{old}"', f'"name":"{new}"')
        row[1] = hashlib.sha256(row[3].encode()).hexdigest()
        row[-2] = row[-2].replace(f'"{old}"', f'"{new}"')
        marks = ",".join("?" * len(row))
        id = book.execute(f"INSERT INTO grading (name, {COLUMNS}) VALUES ({marks})", row).lastrowid
        book.executemany(
            f"INSERT INTO outcome VALUES ({','.join('?' * 9)})", [(id, *outcome[1:]) for outcome in outcomes[old]])
    book.commit()
    book.close()
    return command
