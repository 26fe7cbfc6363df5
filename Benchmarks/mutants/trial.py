"""One build with all slips in it, its tests one by one, and what they make of each slip."""

import mmap
import os
import pathlib
import re
import resource
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field

from switches import SUPPORT, switched

PER_FILE = 1000
PROGRAM = ".build/release/gradusPackageTests.xctest"
TARGET = re.compile(r"^    \.testTarget\(\s*name: \"(\w+)\".*?\n?.*?swiftSettings: strict\),\n", re.MULTILINE | re.DOTALL)
WHERE = re.compile(r"(Sources/\S+\.swift):(\d+):\d+: error")


@dataclass
class Test:
    name: str
    seconds: float
    differing: set = field(default_factory=set)
    reached: set = field(default_factory=set)


def run(command, folder, environment=None, most=None):
    """How a program ends, what it wrote, and the processor time that it took."""
    def limit():
        if most:
            # A mutant that never returns has no other end; the clock of a busy machine says nothing.
            resource.setrlimit(resource.RLIMIT_CPU, (int(most) + 1, int(most) + 2))

    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, preexec_fn=limit, stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        return process.returncode, output.read().decode(errors="replace"), used.ru_utime + used.ru_stime


class Trial:
    """- Parameters: the slips by their numbers; the folder that is built in; the test targets that are run."""

    def __init__(self, root, tree, rooms, slips, targets, longest):
        self.root, self.tree, self.rooms, self.targets, self.longest = root, tree, rooms, targets, longest
        # Numbers stay when another file changes, and its code with them.
        paths = sorted({slip.path for slip in slips})
        self.count = PER_FILE * len(paths)
        self.slips = {}
        for path in paths:
            own = [slip for slip in slips if slip.path == path]
            self.slips |= {PER_FILE * paths.index(path) + index: slip for index, slip in enumerate(own)}
        self.list = tree / "unswitched.tsv"
        known = self.list.read_text().splitlines() if self.list.exists() else []
        bad = [number for number, slip in self.slips.items() if slip.key in known]
        self.unswitched = [self.slips.pop(number) for number in bad]

    def copy(self):
        """Writes the sources with their slips. A file that is as it was stays untouched, and is not compiled again."""
        listed = subprocess.check_output(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=self.root, text=True)
        switches = {room: [SUPPORT.replace("COUNT", str(self.count))] for room in self.rooms}
        for name in listed.split("\0")[:-1]:
            if not (self.root / name).is_file():
                continue
            data = (self.root / name).read_bytes()
            numbered = [pair for pair in self.slips.items() if pair[1].path == name]
            if numbered:
                text, declarations = switched(data.decode(), numbered)
                data = text.encode()
                switches[pathlib.Path(name).parts[1]] += declarations
            if name == "Package.swift":
                data = TARGET.sub(lambda match: match[0] if match[1] in self.targets else "", data.decode()).encode()
            self.put(name, data)
        for room, texts in switches.items():
            self.put(f"Sources/{room}/Mutants.swift", "\n".join(texts).encode())

    def put(self, name, data):
        path = self.tree / name
        if path.is_file() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        shutil.copymode(self.root / name, path) if (self.root / name).exists() else None

    def build(self):
        """Leaves out the slips that cannot be switched while the program runs."""
        while True:
            self.copy()
            code, text, _ = run(["script/build", "--product", "gradusPackageTests"], self.tree)
            if not code:
                return
            lines = {(name, int(line) - 1) for name, line in WHERE.findall(text)}
            bad = [number for number, slip in self.slips.items() if (slip.path, slip.number) in lines]
            if not bad:
                raise SystemExit(f"script/mutants: the sources do not compile\n{text[-3000:]}")
            self.unswitched += [self.slips.pop(number) for number in bad]
            # The next run need not find them out, which would compile everything anew.
            self.list.write_text("".join(slip.key + "\n" for slip in self.unswitched))

    def command(self, names):
        pattern = "|".join(re.escape(name) for name in names)
        return [PROGRAM, "--testing-library", "swift-testing", "--filter", pattern]

    def record(self, lanes):
        """Runs every test alone, and notes what it reaches. Returns the tests, the cheapest first."""
        _, text, _ = run([PROGRAM, "--testing-library", "swift-testing", "--list-tests"], self.tree)
        names = [line.strip() for line in text.splitlines() if line.split(".")[0] in self.targets and line.endswith(")")]
        names.sort(key=lambda name: self.targets.index(name.split(".")[0]))
        results = list(lanes.map(self.recorded, names))
        tests = [test for test, code in results if code == 0]
        left_out = [(test.name, test.seconds) for test, code in results if code]
        return sorted(tests, key=lambda test: test.seconds), left_out

    def recorded(self, name):
        with tempfile.NamedTemporaryFile() as file:
            file.truncate(2 * self.count)
            code, _, took = run(
                self.command([name]), self.tree, os.environ | {"GRADUS_MUTANTS_RECORD": file.name}, self.longest)
            data = pathlib.Path(file.name).read_bytes()
        test = Test(name, took)
        test.reached = {number for number in self.slips if data[2 * number]}
        test.differing = {number for number in self.slips if data[2 * number + 1]}
        return test, code

    def fate(self, number, tests):
        """What becomes of a slip: the test that notices it, or why none does."""
        able = [test for test in tests if number in test.differing]
        if not able:
            return "survives, reached and never differing" if any(number in test.reached for test in tests) else (
                "survives, never reached")
        environment = os.environ | {"GRADUS_MUTANT": str(number)}
        while able:
            # A few cheap ones at once: a start takes longer than most of them.
            some, able = able[:6], able[6:]
            seconds = sum(test.seconds for test in some)
            code, _, _ = run(self.command([test.name for test in some]), self.tree, environment, 10 + 5 * seconds)
            if code:
                return "killed"
        return "survives"
