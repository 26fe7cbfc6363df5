"""The limit that the compiler sets: the same frontend and the same linker with the same flags, on the same files, without
Gradus around them.

Gradus is told of a `bwrap` of ours, which writes down the two commands and keeps their files, and then runs the real one.
"""

import os
import pathlib
import shlex
import shutil
import subprocess
import tempfile

WITNESS = """#!/bin/sh
# Gradus gives the programs that it starts no environment of its user's.
GRADUS_BENCH={folder} GRADUS_BENCH_BWRAP={real}
case " $* " in *" --then "*)
  if [ ! -e "$GRADUS_BENCH/line" ]; then
    for word in "$@"; do
      case $word in */output) cp -R "${{word%/output}}" "$GRADUS_BENCH/job.new" && mv "$GRADUS_BENCH/job.new" "$GRADUS_BENCH/job"
        break ;; esac
    done
    printf '%s\\0' "$@" >"$GRADUS_BENCH/line"
  fi ;;
esac
exec "$GRADUS_BENCH_BWRAP" "$@"
"""


class Bare:
    """Compiles and links one submission as Gradus does, and does nothing else."""

    def __init__(self, gradus, submission, assignment, folder, environment):
        witness = folder / "witness"
        witness.mkdir(parents=True)
        real = shutil.which("bwrap")
        if not real:
            raise SystemExit("script/bench: bubblewrap is not installed")
        program = witness / "bwrap"
        program.write_text(WITNESS.format(folder=shlex.quote(str(witness)), real=shlex.quote(real)))
        program.chmod(0o755)
        # The script is bubblewrap's place only: Gradus finds it on the path.
        subprocess.run(
            [gradus, "check", submission, "--assignment", assignment], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=environment | {
                "PATH": f"{witness}:{environment['PATH']}"})
        words = (witness / "line").read_bytes().decode().split("\0")[:-1]
        variables = {words[i + 1]: words[i + 2] for i, word in enumerate(words) if word == "--setenv"}
        job = witness / "job"
        old = next(word for word in words if word.endswith("/output"))[: -len("/output")]
        words = [word.replace(old, str(job)) for word in words]
        # bwrap … -- gradus-limit … -- FRONTEND … --then … -- LINKER …
        then = words.index("--then")
        before, after = words[:then], words[then:]
        self.commands = []
        for part in (before, after):
            last = max(i for i, word in enumerate(part) if word == "--")
            self.commands.append(part[last + 1:])
        self.folder, self.output = job / "sources", job / "output"
        self.environment = {"PATH": os.environ["PATH"]} | {
            name: value for name, value in variables.items() if name != "GRADUS_LIBRARIES"}

    def run(self):
        # The frontend skips its last stage where the object is there already.
        for file in self.output.iterdir():
            file.unlink()
        for command in self.commands:
            subprocess.run(
                command, cwd=self.folder, env=self.environment, check=True, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def scratch():
    return pathlib.Path(tempfile.mkdtemp(prefix="gradus-bench-"))
