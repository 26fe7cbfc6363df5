"""Makes every oracle, and either compares it with what is recorded or, with --record, writes it."""

import argparse
import importlib
import json
import pathlib
import struct
import sys
import time

import numpy as np

import common
import frameworks

FAMILIES = [
    "optimizers_momentum",
    "optimizers_adaptive",
    "optimizers_adam",
    "optimizers_beyond",
    "optimizers_variants",
    "clipping",
    "line_search",
    "schedules",
    "layers_dense",
    "layers_activation",
    "layers_loss",
    "layers_normalization",
    "layers_recurrent",
    "layers_discrete",
    "initializers",
    "training",
    "training_networks",
    "training_generative",
]
TOLERANCE = 1e-12
# Rounding may move the last digit of these two on another machine.
MEASURED = ("formulaCheck", "crossCheck")
ROOT = pathlib.Path(__file__).resolve().parent.parent


def provenance(case):
    entry = {
        "recipe": case.recipe,
        "convention": case.convention,
        "source": case.source,
        "version": frameworks.VERSIONS[case.source],
        "script": f"scripts/{case.script}",
        "seed": case.seed,
        "settings": case.settings,
        "tensors": {name: list(np.shape(value)) for name, value in sorted(case.tensors.items())},
        "precision": case.precision,
        "formulaCheck": None if case.formula_check is None else float(f"{case.formula_check:.1e}"),
    }
    if case.note:
        entry["note"] = case.note
    if case.cross_check:
        entry["crossCheck"] = case.cross_check
    if case.formula:
        entry["formula"] = case.formula
    return entry


def decode(data):
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + size])
    metadata = header.pop("__metadata__", {})
    body = data[8 + size :]
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        tensors[name] = np.frombuffer(body[begin:end], dtype="<f8").reshape(entry["shape"])
    return metadata, tensors


def differences(path, case):
    """Sentences on what a recorded file has that a fresh one has not."""
    if not path.exists():
        return [f"{case.path}: not recorded"]
    fresh_metadata, fresh = decode(common.encode(case))
    metadata, recorded = decode(path.read_bytes())
    found = []
    if metadata != fresh_metadata:
        found.append(f"{case.path}: its metadata differ")
    for name in sorted(set(recorded) ^ set(fresh)):
        found.append(f"{case.path}: {name} is only in the {'recorded' if name in recorded else 'fresh'} file")
    for name in sorted(set(recorded) & set(fresh)):
        worst = common.relative_difference(fresh[name], recorded[name])
        if not worst <= TOLERANCE:
            found.append(f"{case.path}: {name} differs by {worst:.1e} relative")
    return found


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--record", action="store_true", help="write the oracles instead of comparing")
    record = arguments.parse_args().record

    cases = []
    for family in FAMILIES:
        began = time.perf_counter()
        made = importlib.import_module(family).cases()
        print(f"{family}: {len(made)} cases in {time.perf_counter() - began:.1f} s", flush=True)
        cases += made
    paths = [case.path for case in cases]
    assert len(set(paths)) == len(paths), "two cases have one file name"

    kept = ROOT / "provenance.json"
    recorded = json.loads(kept.read_text()) if kept.exists() else {}
    entries = {case.path: provenance(case) for case in cases}
    listed = {str(path.relative_to(ROOT)) for path in ROOT.rglob("*.safetensors")}
    found = []
    if record:
        for stale in sorted(listed - set(paths)):
            (ROOT / stale).unlink()
        for case in cases:
            path = ROOT / case.path
            # Another processor moves last digits: a file that agrees stays as it was recorded, and its row with it.
            if case.path in recorded and not differences(path, case):
                entries[case.path] |= {key: recorded[case.path][key] for key in MEASURED if key in recorded[case.path]}
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(common.encode(case))
        kept.write_text(json.dumps(entries, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    else:
        found = [f"{stale}: recorded, but no script makes it" for stale in sorted(listed - set(paths))]
        for case in cases:
            found += differences(ROOT / case.path, case)
        for path, entry in entries.items():
            strip = lambda value: {key: v for key, v in value.items() if key not in MEASURED}
            if strip(recorded.get(path, {})) != strip(entry):
                found.append(f"provenance.json: {path} differs")
    for sentence in found:
        print(sentence, file=sys.stderr)
    print(f"{len(cases)} oracles {'recorded' if record else 'compared'}, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
