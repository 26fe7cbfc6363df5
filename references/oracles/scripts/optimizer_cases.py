"""Turns a way to run an optimizer into its cases: usual, generic and, where it tells conventions apart, a dropping rate."""

import inspect
import os

import numpy as np

import formulas
from common import RATE_DROP, Case, generic_inputs, trace_tensors, usual_inputs, worst

DERIVED = "mHat and vHat are the library's m and v divided by 1 − βᵗ by the script."
FIRST_NONZERO = "Gradients of the first step are never zero: the rule is 0/0 there."


def variants(usual, generic, drop=False, first_nonzero=False, names=None, usual_drop=False):
    """The shared inputs with the settings that go with them."""
    pairs = [("usual", usual_inputs(first_nonzero=first_nonzero), usual), ("generic", generic_inputs(), generic)]
    if drop:
        without = {key: value for key, value in generic.items() if key != "learningRate"}
        pairs.append(("rateDrop", generic_inputs().with_rates(RATE_DROP), without))
    if names:
        pairs = [(case, inputs.only(*names), settings) for case, inputs, settings in pairs]
    return pairs


def traced(recipe, convention, source, runs, run, rule, note="", formula="", derive=False, precision="float64", check=True):
    """One case for every run (case name, inputs, settings), each compared with the rule at 50 digits."""
    script = os.path.basename(inspect.stack()[1].filename)
    found = []
    for name, inputs, settings in runs:
        weights, states = run(inputs, settings)
        tensors = trace_tensors(inputs, weights, states)
        if derive:
            steps = np.arange(1, len(weights))
            for key in list(tensors):
                quantity, _, parameter = key.partition("/")
                if quantity in ("m", "v"):
                    beta = settings["beta1" if quantity == "m" else "beta2"]
                    count = steps.reshape(-1, *[1] * (tensors[key].ndim - 1))
                    tensors[f"{quantity}Hat/{parameter}"] = tensors[key] / (1 - beta**count)
        notes = [part for part in (note, DERIVED if derive else "") if part]
        if name == "usual" and FIRST_NONZERO not in notes and _first_nonzero(inputs):
            notes.append(FIRST_NONZERO)
        found.append(
            Case(
                recipe,
                convention,
                source,
                tensors,
                settings,
                script,
                case=name,
                seed=inputs.seed,
                note=" ".join(notes),
                formula=formula,
                formula_check=worst(formulas.evaluate(rule, inputs, settings), tensors) if check else None,
                precision=precision,
            )
        )
    return found


def _first_nonzero(inputs):
    return inputs.gradients is not None and all(np.all(value[0] != 0) for value in inputs.gradients.values())
