"""A clean folder tree with one service's places in it, and commands run there as that service runs them."""
import os
import pathlib
import shutil
import subprocess

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


class Surroundings:
    """Nothing of this machine but the system's programs and the toolchain; each place of the service is a folder of ours."""

    def __init__(self, name, work, transcripts):
        self.name = name
        self.folder = work / name
        self.folder.mkdir(parents=True)
        self.places = {}
        self.transcript = transcripts / f"{name}.txt"
        self.transcript.write_text("")
        swift = pathlib.Path(os.path.realpath(shutil.which("swift")))
        self.toolchain = swift.parents[2]
        self.path = [f"{self.toolchain}/usr/bin", "/usr/local/bin", "/usr/bin", "/bin"]
        # The kit is compiled once, for all: as an image has it.
        kits = work / "kits"
        kits.mkdir(exist_ok=True)
        self.places["/var/cache"] = kits

    def place(self, path):
        """The folder of ours that stands at a path inside."""
        folder = self.folder / path.strip("/").replace("/", "+")
        folder.mkdir(parents=True, exist_ok=True)
        self.places[path] = folder
        return folder

    def run(self, command, cwd, environment, network=True, prefix=()):
        """Runs a command, given as a service gives it, and writes what it said to the transcript."""
        words = ["bwrap", "--tmpfs", "/", "--ro-bind", "/usr", "/usr", "--ro-bind", "/etc", "/etc", "--dev", "/dev"]
        for link in ["bin", "lib", "lib64", "sbin"]:
            if os.path.islink(f"/{link}"):
                words += ["--symlink", f"usr/{link}", f"/{link}"]
        words += ["--proc", "/proc", "--tmpfs", "/tmp", "--ro-bind", str(self.toolchain), str(self.toolchain)]
        for path, folder in self.places.items():
            words += ["--bind", str(folder), path]
        if not network:
            words += ["--unshare-net"]
        words += ["--die-with-parent", "--clearenv", "--chdir", cwd]
        for name, value in {"PATH": ":".join(self.path), "HOME": "/root", "LC_ALL": "C.UTF-8", **environment}.items():
            words += ["--setenv", name, value]
        ended = subprocess.run([*words, "--", *prefix, *command], capture_output=True, text=True, timeout=600)
        with self.transcript.open("a") as file:
            file.write(f"$ {' '.join(command)}\n{ended.stdout}{ended.stderr}exit {ended.returncode}\n\n")
        return ended


def sample(name, folder):
    """Copies a sample of Adam into a folder under the name that is handed in."""
    samples = REPOSITORY / "assignments/10-adam"
    source = samples / "Solution/Adam.swift" if name == "Solution" else samples / f"Mistakes/{name}.swift"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, folder / "Adam.swift")
