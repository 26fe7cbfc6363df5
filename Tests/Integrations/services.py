"""Each integration, run by the very commands of its files, and its result read as the service reads it.

usage: services.py TREE WORK TRANSCRIPTS     TREE: what `script/install --student` has installed
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import xml.etree.ElementTree
import zipfile

import yaml

from surroundings import REPOSITORY, Surroundings, sample

INTEGRATIONS = REPOSITORY / "integrations"
# betasSwapped of 10-adam: the manifest says 30 of 100 points.
POINTS = 30
SEED = "a secret of the course that no student has seen"


def check(is_right, words):
    if not is_right:
        raise AssertionError(words)


def image(surroundings, tree):
    """Gradus as an image has it."""
    surroundings.places["/opt/gradus"] = tree
    surroundings.path.insert(0, "/opt/gradus/bin")


def pack(kind, file, tree, *options):
    subprocess.run(
        [INTEGRATIONS / "build", kind, file, "--assignment", "10-adam", "--tree", tree, *options],
        check=True, capture_output=True)


ALLOWED = re.compile(
    r"(gradus/)?(bin/gradus|libexec/gradus/gradus-(worker|limit)|share/gradus/(kit|templates)/.+"
    r"|share/gradus/assignments/(course\.yaml|10-adam/(README\.md|assignment\.yaml|Starter/[^/]+\.swift))"
    r"|share/doc/gradus/LICENSE[^/]*)|options|setup\.sh|run_autograder")


def holds_no_answers(names, read):
    """What is packed is the student's tree and the service's own files: no solution, no sample, no seed."""
    for name in names:
        check(ALLOWED.fullmatch(name.removeprefix("./")), f"{name} is in the bundle")
        if name.endswith(".yaml"):
            check(b"samples:" not in read(name), f"{name} lists the samples")


# GitHub Actions: the composite action's steps.

def expression(text, inputs, outputs):
    def value(match):
        name = match[1].strip()
        if name.startswith("inputs."):
            return inputs[name.removeprefix("inputs.")]
        if name.startswith("steps."):
            _, step, _, key = name.split(".")
            return outputs[step][key]
        return {"runner.os": "Linux", "runner.arch": "X64"}[name]
    return re.sub(r"\$\{\{(.*?)\}\}", value, str(text))


def github_action(inside, checkout, given):
    action = yaml.safe_load((INTEGRATIONS / "github/action.yml").read_text())
    inputs = {name: str(entry.get("default", "")) for name, entry in action["inputs"].items()}
    check(set(given) <= set(inputs), "an input that the action does not have")
    inputs |= given
    temporary = inside.place("/__w/_temp")
    outputs, failed, used = {}, None, []
    paths = []
    summary = ""
    for number, step in enumerate(action["runs"]["steps"]):
        if "uses" in step:
            used.append((step["uses"], {k: expression(v, inputs, outputs) for k, v in step["with"].items()}))
            continue
        if failed is not None:
            continue
        files = {name: temporary / f"{name}-{number}" for name in ["GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"]}
        for file in files.values():
            file.write_text("")
        (temporary / "step.sh").write_text(expression(step["run"], inputs, outputs))
        environment = {
            "GITHUB_ACTIONS": "true", "CI": "true", "GITHUB_WORKSPACE": "/__w/r/r", "RUNNER_TEMP": "/__w/_temp",
            **{name: f"/__w/_temp/{file.name}" for name, file in files.items()},
            **{name: expression(value, inputs, outputs) for name, value in step.get("env", {}).items()}}
        saved, inside.path = inside.path, paths + inside.path
        ended = inside.run([step["shell"], "-e", "/__w/_temp/step.sh"], "/__w/r/r", environment)
        inside.path = saved
        paths = files["GITHUB_PATH"].read_text().split() + paths
        outputs[step["id"]] = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines())
        summary += files["GITHUB_STEP_SUMMARY"].read_text()
        if ended.returncode != 0:
            failed = ended.returncode
    named = {name: expression(entry["value"], inputs, outputs) for name, entry in action["outputs"].items()}
    return ended, failed or 0, named, summary, used


def github(tree, work, transcripts):
    inside = Surroundings("github", work, transcripts)
    checkout = inside.place("/__w/r/r")
    sample("betasSwapped", checkout / "Sources")
    pack("bundle", checkout / "gradus.tar.gz", tree)
    with tarfile.open(checkout / "gradus.tar.gz") as bundle:
        files = [member.name for member in bundle if not member.isdir()]
        holds_no_answers(files, lambda name: bundle.extractfile(name).read())
    given = {"assignment": "10-adam", "submission": "Sources", "bundle": "gradus.tar.gz", "hidden-seed": SEED}
    ended, code, outputs, summary, used = github_action(inside, checkout, given)
    check(code == 1, f"marks are lost, and the action ended with {code}: {ended.stderr}")
    check(outputs == {"points": str(POINTS), "maximum": "100", "verdict": "marks lost"}, f"outputs {outputs}")
    commands = [line for line in ended.stdout.splitlines() if line.startswith("::")]
    errors = [line for line in commands if line.startswith("::error ")]
    check(0 < len(errors) <= 10 and len(commands) <= 11, f"{len(errors)} annotations")
    match = re.fullmatch(r"::error file=([^,:]+),line=(\d+),title=[^:]+::(.+)", errors[0])
    check(match, f"no place in {errors[0]}")
    lines = (checkout / match[1]).read_text().splitlines()
    check("beta" in lines[int(match[2]) - 1], f"line {match[2]} of {match[1]} is not where the mistake is")
    check("betas" not in match[3] and "β" in match[3], f"the sentence is {match[3]}")
    check("| usual/m |" in summary and len(summary) < 1 << 20, "no table in the step's summary")
    for uses, given in used:
        if uses.startswith("actions/cache"):
            check(re.fullmatch(r"gradus-kit-Linux-X64-\d+", given["key"]), f"the cache's key is {given['key']}")
        if uses.startswith("actions/upload-artifact"):
            names = sorted(file.name for file in (checkout / given["path"]).iterdir())
            check("report.html" in names and "junit.xml" in names, f"the artifact holds {names}")
    said = ended.stdout + ended.stderr + summary + "".join(
        file.read_text() for file in (checkout / "gradus-reports").iterdir())
    check(SEED not in said, "the secret is told")
    # The workflow hands over what the action asks for, in one job.
    workflow = yaml.safe_load((INTEGRATIONS / "github/workflow.yml").read_text())
    check(len(workflow["jobs"]) == 1, "more than one job is billed")
    step = workflow["jobs"]["grade"]["steps"][-1]
    action = yaml.safe_load((INTEGRATIONS / "github/action.yml").read_text())
    check(set(step["with"]) <= set(action["inputs"]), "the workflow has an input that the action has not")
    check(step["with"]["hidden-seed"] == "${{ secrets.GRADUS_HIDDEN_SEED }}", "the seed is not from the secrets")
    check(workflow["permissions"] == {"contents": "read"}, "the job may do more than read")


# GitLab CI.

def gitlab(tree, work, transcripts):
    inside = Surroundings("gitlab", work, transcripts)
    image(inside, tree)
    checkout = inside.place("/builds/c/r")
    sample("betasSwapped", checkout / "Sources")
    job = yaml.safe_load((INTEGRATIONS / "gitlab/.gitlab-ci.yml").read_text())["grade"]
    (checkout / "job.sh").write_text("\n".join(job["script"]) + "\n")
    environment = {"GITLAB_CI": "true", "CI": "true", "CI_PROJECT_DIR": "/builds/c/r", **job["variables"]}
    ended = inside.run(["sh", "-e", "job.sh"], "/builds/c/r", environment)
    check(ended.returncode == 1, f"ended with {ended.returncode}: {ended.stderr}")
    for path in job["artifacts"]["paths"] + list(job["artifacts"]["reports"].values()):
        check((checkout / path).exists(), f"there is no artifact {path}")
    # Read as GitLab reads it: of two cases of one class and name the first alone, and the content of a failure.
    document = (checkout / job["artifacts"]["reports"]["junit"]).read_text()
    cases = list(xml.etree.ElementTree.fromstring(document).iter("testcase"))
    check(len({(case.get("classname"), case.get("name")) for case in cases}) == len(cases) == 18, "cases fold")
    failures = [case.find("failure") for case in cases if case.find("failure") is not None]
    check(any("β₂ stands where β₁ belongs" in failure.text.splitlines()[0] for failure in failures), "no sentence")
    issues = json.loads((checkout / job["artifacts"]["reports"]["codequality"]).read_text())
    check(issues and all((checkout / issue["location"]["path"]).exists() for issue in issues), "an issue on no file")
    check(all(issue["severity"] in ("info", "minor", "major", "critical", "blocker") for issue in issues), "a severity")


# Gradescope.

def gradescope(tree, work, transcripts):
    inside = Surroundings("gradescope", work, transcripts)
    autograder = inside.place("/autograder")
    packed = work / "gradescope.zip"
    pack("gradescope", packed, tree, "--", "--limit", "2/24h")
    with zipfile.ZipFile(packed) as file:
        holds_no_answers([name for name in file.namelist() if not name.endswith("/")], file.read)
    # Gradescope unpacks the zip to source, runs setup.sh there, and puts run_autograder beside it.
    subprocess.run(["unzip", "-q", packed, "-d", autograder / "source"], check=True)
    ended = inside.run(["/autograder/source/setup.sh"], "/autograder/source", {})
    check(ended.returncode == 0, f"setup.sh ended with {ended.returncode}: {ended.stderr}")
    shutil.copy(autograder / "source/run_autograder", autograder / "run_autograder")
    results = autograder / "results/results.json"

    def submit(name, created, previous):
        shutil.rmtree(autograder / "submission", ignore_errors=True)
        shutil.rmtree(autograder / "results", ignore_errors=True)
        results.parent.mkdir()
        sample(name, autograder / "submission")
        (autograder / "submission_metadata.json").write_text(json.dumps({
            "id": 1, "created_at": created, "submission_method": "upload",
            "assignment": {"due_date": "2026-02-01T23:00:00.000000-07:00", "total_points": "100.0", "title": "Adam"},
            "users": [{"email": "student@example.com", "id": 1, "name": "A Student"}],
            "previous_submissions": previous}))
        # Half a processor.
        ended = inside.run(["/autograder/run_autograder"], "/autograder", {}, prefix=["taskset", "--cpu-list", "0"])
        check(ended.returncode == 0, f"run_autograder ended with {ended.returncode}: {ended.stderr}")
        found = json.loads(results.read_text())
        for test in found["tests"]:
            check(test["status"] in ("passed", "failed") and test["visibility"] == "visible", f"a test {test}")
        check(found["stdout_visibility"] == "hidden", "students see the log")
        return {
            "submission_time": created, "score": found["score"], "autograder_error": False, "results": found}

    first = submit("betasSwapped", "2026-01-31T12:00:00.000000-07:00", [])
    check(abs(first["score"] - POINTS) < 1e-9, f"a score of {first['score']}")
    check(abs(sum(test["score"] for test in first["results"]["tests"]) - POINTS) < 1e-9, "tests that do not add up")
    second = submit("Solution", "2026-01-31T13:00:00.000000-07:00", [first])
    check(second["score"] == 100 and "told everything" not in second["results"]["output"], "full marks")
    third = submit("betasSwapped", "2026-01-31T14:00:00.000000-07:00", [first, second])
    check("The next is, from 2026-02-01 19:00 UTC on." in third["results"]["output"], third["results"]["output"])
    check(all("β" not in test["output"] for test in third["results"]["tests"]), "past the limit the mistake is told")
    # Graded again later, it is where it was; and the one past the limit does not count.
    fourth = submit("betasSwapped", "2026-02-01T12:30:00.000000-07:00", [first, second, third])
    check("told everything" not in fourth["results"]["output"], fourth["results"]["output"])

    # The secret is in the zip only where it was asked for, and nobody else may read it.
    seed = work / "seed"
    seed.write_text(SEED)
    pack("gradescope", work / "hidden.zip", tree, "--hidden-seed", seed)
    with zipfile.ZipFile(work / "hidden.zip") as file:
        check(file.read("hidden-seed").decode() == SEED, "no seed")
        check(file.getinfo("hidden-seed").external_attr >> 16 & 0o077 == 0, "others may read the seed")


# Classroom 50.

def classroom50(tree, work, transcripts):
    inside = Surroundings("classroom50", work, transcripts)
    image(inside, tree)
    checkout = inside.place("/__w/r/r")
    bundle = inside.place("/__w/bundle")
    sample("betasSwapped", checkout / "Sources")
    script = INTEGRATIONS / "classroom50/autograder.py"
    check(len(script.read_text().splitlines()) <= 20, "more than 20 lines")
    shutil.copy(script, bundle / "autograder.py")
    git = ["git", "-C", str(checkout), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    dates = {"GIT_COMMITTER_DATE": "2026-01-31T13:00:00+0100", "GIT_AUTHOR_DATE": "2025-01-01T00:00:00+0000"}
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "--quiet", "-m", "work"], check=True, env={"PATH": "/usr/bin:/bin", **dates})
    output = checkout / ".output"
    environment = {
        "GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": "/__w/r/r/.output", "CLASSROOM": "ml", "ASSIGNMENT": "adam",
        "SUBMISSION_TAG": "submit/2026-01-31T12-00-00Z-abc", "USERNAME": "student", "OWNER": "org",
        "ASSIGNMENT_TYPE": "individual", "COMMIT_URL": "https://example.org/c", "RELEASE_URL": "https://example.org/r",
        "REVIEW_URL": "https://example.org/v", "CLASSROOM50_BUNDLE_DIR": "/__w/bundle"}
    ended = inside.run(["/usr/bin/python3", "/__w/bundle/autograder.py"], "/__w/r/r", environment)
    check(ended.returncode == 0, f"graded, and ended with {ended.returncode}: {ended.stderr}")
    result = json.loads((checkout / "result.json").read_text())
    check(result["schema"] == "classroom50/result/v1", "another schema")
    check(result["datetime"] == "2026-01-31T12:00:00Z", f"the instant is {result['datetime']}")
    check((result["score"], result["max-score"]) == (POINTS, 100), f"{result['score']} of {result['max-score']}")
    for key in ["classroom", "assignment", "submission", "commit", "release", "review"]:
        check(result[key], f"no {key}")
    for test in result["tests"]:
        check(type(test["score"]) is int and type(test["passed"]) is bool and test["test-name"], f"a test {test}")
    check("points=30\n" in output.read_text(), "no outputs")


# PrairieLearn.

def prairielearn(tree, work, transcripts):
    inside = Surroundings("prairielearn", work, transcripts)
    image(inside, tree)
    grade = inside.place("/grade")
    options = json.loads((INTEGRATIONS / "prairielearn/info.json").read_text())["externalGradingOptions"]
    check(options["enabled"] and options["timeout"] <= 600 and not options["enableNetworking"], "the options")
    shutil.copytree(INTEGRATIONS / "prairielearn/tests", grade / "tests")
    (grade / "data").mkdir()
    (grade / "data/data.json").write_text('{"submitted_answers": {}}')
    for name, share in [("betasSwapped", POINTS / 100), ("Solution", 1)]:
        sample(name, grade / "student")
        entry = options["entrypoint"]
        ended = inside.run(
            ["sh", "-c", f"chmod +x {entry} && {entry}"], "/", options["environment"], network=False)
        check(ended.returncode == 0, f"ended with {ended.returncode}: {ended.stderr}")
        file = grade / "results/results.json"
        check(file.stat().st_size <= 1_000_000, "more than 1 MB")
        results = json.loads(file.read_text())
        check(results["gradable"] and abs(results["score"] - share) < 1e-9, f"a score of {results['score']}")
        check(all("points" in test and "max_points" in test for test in results["tests"]), "a test without points")


# Autolab.

def autolab(tree, work, transcripts):
    inside = Surroundings("autolab", work, transcripts)
    folder = inside.place("/home/autolab/autolab")
    pack("autolab", folder / "autograde.tar", tree)
    with tarfile.open(folder / "autograde.tar") as bundle:
        files = [member.name for member in bundle if not member.isdir()]
        holds_no_answers(files, lambda name: bundle.extractfile(name).read())
    shutil.copy(INTEGRATIONS / "autolab/autograde-Makefile", folder / "Makefile")
    sample("betasSwapped", folder)
    ended = inside.run(["make"], "/home/autolab/autolab", {})
    check(ended.returncode == 0, f"make ended with {ended.returncode}: {ended.stderr}")
    last, before = ended.stdout.splitlines()[-1], ended.stdout.splitlines()[-2]
    check(abs(sum(json.loads(last)["scores"].values()) - POINTS) < 1e-9, f"the last line is {last}")
    check(json.loads(before)["_presentation"] == "semantic", f"the line before is {before}")
    # Of a grade that is withheld there are no scores.
    inside.path = [folder for folder in inside.path if not folder.startswith(str(inside.toolchain))]
    ended = inside.run(["make"], "/home/autolab/autolab", {})
    check(ended.returncode != 0 and '{"scores"' not in ended.stdout, "a withheld grade has scores")


def main():
    tree, work, transcripts = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
    transcripts.mkdir(parents=True, exist_ok=True)
    names = [str(file.relative_to(tree)) for file in sorted(tree.rglob("*")) if file.is_file()]
    shipped = [name for name in names if "/assignments/" not in name or name.startswith("share/gradus/assignments/10-adam/")]
    holds_no_answers(shipped, lambda name: (tree / name).read_bytes())
    failed = False
    for service in [gradescope, github, gitlab, classroom50, prairielearn, autolab]:
        try:
            service(tree, work, transcripts)
            print(f"{service.__name__}: as it should be")
        except (AssertionError, subprocess.CalledProcessError, KeyError, OSError, ValueError) as error:
            failed = True
            print(f"{service.__name__}: {type(error).__name__}: {error}\n  see {transcripts}/{service.__name__}.txt")
    sys.exit(1 if failed else 0)


main()
