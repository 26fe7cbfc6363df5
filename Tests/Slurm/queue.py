"""Measures what arrays of tasks cost Slurm's controller: to submit 5000 tasks, and to ask for all of them."""

import subprocess, time


def timed(*words):
    start = time.monotonic()
    output = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return time.monotonic() - start, output


submitting = 0.0
for offset in range(5):
    seconds, _ = timed("sbatch", "--parsable", "--hold", "--array=0-999", f"--job-name=held-{offset}", "--wrap=true")
    submitting += seconds
asking, lines = timed("squeue", "--noheader", "--array", "--format=%j %K")
assert len(lines.splitlines()) == 5000, len(lines.splitlines())
for offset in range(5):
    timed("scancel", f"--name=held-{offset}")
print(f"Slurm: 5000 tasks submitted in {submitting:.2f} s by 5 arrays, all asked for in {asking:.2f} s")

# Tasks that do nothing: what starting one costs.
start = time.monotonic()
subprocess.run(["sbatch", "--wait", "--array=0-39", "--job-name=empty", "--output=/dev/null", "--wrap=true"], check=True, capture_output=True)
print(f"Slurm: 40 empty tasks on two processors in {time.monotonic() - start:.1f} s")
