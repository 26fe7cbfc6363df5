"""Classroom 50's grader: Gradus grades the submitted commit and leaves result.json, with the image of integrations/Containerfile."""
import os
import subprocess
import sys

ASSIGNMENT = "10-adam"

# Lateness is worked out from the commit's instant, so it is that and not now.
instant = subprocess.run(
    ["git", "show", "--no-patch", "--date=format-local:%Y-%m-%dT%H:%M:%SZ", "--format=%cd", "HEAD"],
    env={**os.environ, "TZ": "UTC"}, capture_output=True, text=True, check=True).stdout.strip()
command = ["gradus", "ci", ".", "--assignment", ASSIGNMENT, "--submitted-at", instant]
sys.exit(subprocess.run(command).returncode)
