"""A class of students, and its submissions as four services export them.

No two programs are the same bytes: each has a line of its own, so that none is served by what another was graded for.
"""

import io
import pathlib
import random
import subprocess
import zipfile
from dataclasses import dataclass, field

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "assignments" / "10-adam"
FIRST = "Ann Bob Cem Dora Eli Fay Gus Hana Ivo Jo Kai Lea Max Nia Oskar Pia Quentin Rui Sofia Tom".split()
LAST = "Lee Ray Öz Kim Fox Gu Hahn Ito Jansen Klein Lund Moss Nolte Ott Pohl Quast Reis Silva Toth Ugur".split()


@dataclass
class Student:
    number: int
    name: str
    login: str
    minute: int
    is_late: bool
    files: dict = field(default_factory=dict)
    # What was handed in before; the later one counts.
    earlier: dict = field(default_factory=dict)

    @property
    def day(self):
        return 1 if self.is_late else 31

    @property
    def month(self):
        return 2 if self.is_late else 1


def programs():
    """Right, wrong and failing programs, as lists of files."""
    single = [SAMPLES / "Solution" / "Adam.swift", *sorted((SAMPLES / "Mistakes").glob("*.swift"))]
    single += sorted((SAMPLES / "Variants").glob("*.swift")) + sorted((ROOT / "Tests" / "Strangers").glob("10-*.swift"))
    found = [{"Adam.swift": file.read_bytes()} for file in single]
    found.append({file.name: file.read_bytes() for file in sorted((SAMPLES / "Variants" / "twoFiles").iterdir())})
    return found


def packed(files):
    """A zip as a Mac makes it, with the folder and the twins that nobody wants."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"homework/{name}", content)
            archive.writestr(f"__MACOSX/homework/._{name}", b"\0" * 20)
    return data.getvalue()


def students(count, seed=1):
    """Of every 20 one hands in nothing, one an essay, one an empty file, one a damaged archive and two a zip."""
    draw, have, made = random.Random(seed), programs(), []
    draw.shuffle(have)
    for index in range(count):
        name = f"{FIRST[index % 20]} {LAST[(index // 20 + index) % 20]}" + (f" {index // 400}" if index >= 400 else "")
        student = Student(
            1001 + index, name, f"s{1001 + index}", draw.randrange(60), is_late=index % 7 == 3)
        files = {
            file: content + f"// {student.login}\n".encode() for file, content in have[index % len(have)].items()}
        match index % 20:
            case 5: files = {}
            case 8: files = {"essay.txt": b"I had no time.\n"}
            case 11: files = {"Adam.swift": b""}
            case 14: files = {"homework.zip": b"PK\3\4" + draw.randbytes(500)}
            case 16 | 17: files = {"homework.zip": packed(files)}
            case 19: student.earlier = {"Adam.swift": b"import GradusKit\n// " + student.login.encode() + b"\n"}
        student.files = files
        made.append(student)
    return made


def moodle(folder, people):
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        for one in people:
            for name, content in one.files.items():
                archive.writestr(f"{one.name}_{one.number}_assignsubmission_file_/{name}", content)
    with open(folder / "sheet.csv", "w", encoding="utf-8-sig") as sheet:
        sheet.write('Identifier,"Full name","Email address",Status,Grade,"Maximum grade","Last modified (submission)"\n')
        for one in people:
            weekday, month = ("Sunday", "February") if one.is_late else ("Saturday", "January")
            time = f'"{weekday}, {one.day} {month} 2026, 8:{one.minute:02} PM"' if one.files else "-"
            sheet.write(f"Participant {one.number},{one.name},{one.login}@example.org,-,,100.00,{time}\n")
    return folder / "class.zip", folder / "sheet.csv", True


def canvas(folder, people):
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        for one in people:
            key = "".join(reversed(one.name.lower().split(" "))) + ("_LATE" if one.is_late else "")
            # Of a name that came twice the second is called Adam-1.swift.
            again = bool(one.earlier)
            for name, content in one.earlier.items():
                archive.writestr(f"{key}_{one.number}_{10 * one.number}_{name}", content)
            for place, (name, content) in enumerate(one.files.items()):
                stem, dot, ending = name.rpartition(".")
                name = f"{stem}-1{dot}{ending}" if again and name in one.earlier else name
                archive.writestr(f"{key}_{one.number}_{10 * one.number + 1 + place}_{name}", content)
    with open(folder / "sheet.csv", "w", encoding="utf-8") as sheet:
        sheet.write("Student,ID,SIS User ID,SIS Login ID,Section,Adam (4711),Submission Time\n")
        sheet.write("    Points Possible,,,,,100.00,\n")
        for one in people:
            family = " ".join(one.name.split(" ")[1:])
            time = f"2026-{one.month:02}-{one.day:02}T20:{one.minute:02}:00" if one.files else ""
            sheet.write(f'"{family}, {one.name.split(" ")[0]}",{one.number},X{one.number},{one.login},DL 1,,{time}\n')
    return folder / "class.zip", folder / "sheet.csv", True


def gradescope(folder, people):
    lines = ["---"]
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        for one in people:
            for number, files in ((10 * one.number, one.earlier), (10 * one.number + 1, one.files)):
                if not files:
                    continue
                hour = 19 if files is one.earlier else 20
                lines += [
                    f"submission_{number}:", "  :submitters:", f"  - :name: {one.name}", f"    :sid: '{one.number}'",
                    f"    :email: {one.login}@example.org",
                    f"  :created_at: 2026-{one.month:02}-{one.day:02} {hour}:{one.minute:02}:00.000000000 +01:00"]
                for name, content in files.items():
                    archive.writestr(f"assignment_7_export/submission_{number}/{name}", content)
        archive.writestr("assignment_7_export/submission_metadata.yml", "\n".join(lines) + "\n")
    return folder / "class.zip", roster(folder, people), False


def github(folder, people):
    clones = folder / "clones"
    for one in people:
        if not one.files:
            continue
        clone = clones / f"adam-{one.login}"
        clone.mkdir(parents=True)
        for name, content in one.files.items():
            (clone / name).write_bytes(content)
        date = f"2026-{one.month:02}-{one.day:02}T20:{one.minute:02}:00+01:00"
        git = ["git", "-C", clone, "-c", f"user.name={one.login}", "-c", "user.email=x@example.org", "-c", "gc.auto=0"]
        for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "Hand in"]):
            subprocess.run([*git, *words], check=True, env={
                "PATH": "/usr/bin:/bin", "HOME": str(folder), "GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date})
    return clones, roster(folder, people), False


def roster(folder, people):
    with open(folder / "roster.csv", "w", encoding="utf-8") as table:
        table.write("SID,Name,Email,github_username\n")
        for one in people:
            table.write(f"{one.number},{one.name},{one.login}@example.org,{one.login}\n")
    return folder / "roster.csv"


LAYOUTS = {"moodle": moodle, "canvas": canvas, "gradescope": gradescope, "github": github}
