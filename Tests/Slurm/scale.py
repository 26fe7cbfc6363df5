"""Multiplies the rows of a small gradebook and measures the commands on it: seconds, bytes, memory."""

import hashlib, os, sqlite3, subprocess, sys, time

gradus, work, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
seeds = ["Solution/Adam.swift"] + sorted(
    "Mistakes/" + name for name in os.listdir("assignments/10-adam/Mistakes") if name.endswith(".swift")
)[:7]


def size(folder, ending=""):
    found = [entry.stat().st_size for entry in os.scandir(folder) if entry.name.endswith(ending)]
    return len(found), sum(found)


def run(name, *words):
    """Runs a command; prints its seconds and the most memory that it or its children had."""
    program = (
        "import resource, subprocess, sys, time\n"
        "start = time.monotonic()\n"
        "done = subprocess.run(sys.argv[1:], capture_output=True, text=True)\n"
        "usage = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(time.monotonic() - start, usage.ru_maxrss, done.returncode, done.stdout.strip()[-120:], done.stderr.strip()[-200:], sep='\\t')\n"
    )
    said = subprocess.run([sys.executable, "-c", program, gradus, *words], capture_output=True, text=True).stdout
    seconds, memory, code, output, errors = said.rstrip("\n").split("\t")[:5]
    assert code == "0", said
    print(f"{name:42} {float(seconds):8.2f} s  {1e3 * float(seconds) / count:7.3f} ms each  {int(memory) / 1024:6.0f} MB")


folder, out = f"{work}/class", f"{work}/out"
os.mkdir(folder)


def submission(index):
    # A folder each, with the same file name in it: then equal sources have equal digests.
    place = f"{folder}/s{index:06}"
    os.mkdir(place)
    os.link(f"{work}/seed{index % len(seeds)}", f"{place}/Adam.swift")


for number, seed in enumerate(seeds):
    with open(f"assignments/10-adam/{seed}", "rb") as source, open(f"{work}/seed{number}", "wb") as copy:
        copy.write(source.read())
    submission(number)
batch = ["batch", folder, "--assignment", "10-adam", "--output", out]
subprocess.run([gradus, *batch], check=True, capture_output=True)

book = sqlite3.connect(f"{out}/gradebook.sqlite")
names = [f"s{index:06}" for index in range(len(seeds))]
columns = "digest, conditions, sources, withheld, exit, points, maximum, message, buildSeconds, illustrated, report, extras"
gradings = {
    name: book.execute(f"SELECT id, {columns} FROM grading WHERE name = ?", (name,)).fetchone() for name in names
}
outcomes = {
    name: book.execute("SELECT * FROM outcome WHERE grading = ? ORDER BY position", (gradings[name][0],)).fetchall()
    for name in names
}
start = time.monotonic()
for index in range(len(seeds), count):
    submission(index)
    old, new = names[index % len(seeds)], f"s{index:06}"
    row = [new, *gradings[old][1:]]
    # A submission and a report hold their name.
    row[3] = row[3].replace(f'"name":"{old}"', f'"name":"{new}"')
    row[1] = hashlib.sha256(row[3].encode()).hexdigest()
    row[-2] = row[-2].replace(f'"{old}"', f'"{new}"')
    id = book.execute(f"INSERT INTO grading (name, {columns}) VALUES ({','.join('?' * len(row))})", row).lastrowid
    book.executemany(
        f"INSERT INTO outcome VALUES ({','.join('?' * 9)})", [(id, *outcome[1:]) for outcome in outcomes[old]]
    )
book.commit()
book.close()
run(f"batch, {count} known, reports to be written", *batch)
run("batch, all unchanged", *batch)
run("class", "class", out)
run("regrade, nothing to do", "regrade", out)
print(f"gradebook {size(out, 'gradebook.sqlite')[1] / count / 1024:.1f} KB each")
files, total = size(out, ".xml")
print(f"reports (JUnit) {total / files / 1024:.1f} KB each, {files} files")
for name in ["summary.csv", "class.csv", "class.htm"]:
    print(f"{name} {os.path.getsize(f'{out}/{name}') / 1e6:.2f} MB")
