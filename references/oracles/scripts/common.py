"""What every oracle script shares: the case, its inputs, its file and its comparison.

A case is one recipe in one convention on one set of inputs. Its tensors are float64 (indices and step numbers too),
and the same case always gives the same bytes.
"""

import dataclasses
import json
import struct

import mpmath
import numpy as np

mpmath.mp.dps = 50

STEPS = 25
SHAPES = {"W": (4, 3), "b": (3,), "s": ()}


@dataclasses.dataclass
class Case:
    recipe: str
    convention: str
    source: str  # torch, optax, keras, numpy or mpmath
    tensors: dict
    settings: dict
    script: str
    case: str = ""
    seed: int | None = None
    note: str = ""
    formula: str = ""  # the equations, where the form is in no note
    formula_check: float | None = None
    precision: str = "float64"
    cross_check: str = ""  # another library's answer to the same case

    @property
    def path(self):
        suffix = f"-{self.case}" if self.case else ""
        return f"{self.recipe}/{self.convention}-{self.source}{suffix}.safetensors"


# Inputs


@dataclasses.dataclass
class Inputs:
    """Start parameters and what drives them: recorded gradients, or a quadratic objective asked for its gradient."""

    parameters: dict
    seed: int
    gradients: dict | None = None
    curvature: dict | None = None
    center: dict | None = None
    learning_rates: np.ndarray | None = None

    def only(self, *names):
        pick = lambda tree: None if tree is None else {name: tree[name] for name in names}
        return dataclasses.replace(
            self,
            parameters=pick(self.parameters),
            gradients=pick(self.gradients),
            curvature=pick(self.curvature),
            center=pick(self.center),
        )

    def with_rates(self, rates):
        return dataclasses.replace(self, learning_rates=np.asarray(rates, dtype=np.float64))

    def rate(self, step, settings):
        if self.learning_rates is not None:
            return float(self.learning_rates[step])
        return settings.get("learningRate")

    def tensors(self):
        found = {f"parameters/{name}": value for name, value in self.parameters.items()}
        for kind in ("gradients", "curvature", "center"):
            for name, value in (getattr(self, kind) or {}).items():
                found[f"{kind}/{name}"] = value
        if self.learning_rates is not None:
            found["learningRates"] = self.learning_rates
        return found


def start(generator):
    return {name: generator.standard_normal(shape) for name, shape in SHAPES.items()}


def usual_inputs(seed=11, first_nonzero=False):
    """Gradients of magnitudes 1e-8 to 1e3 with 15 % exact zeros.

    `first_nonzero` gives the zeros of the first step a value, for rules that are 0/0 at a leading zero.
    """
    generator = np.random.default_rng(seed)
    parameters = start(generator)
    gradients = {}
    for name, shape in SHAPES.items():
        size = (STEPS, *shape)
        value = generator.standard_normal(size) * 10.0 ** generator.uniform(-8, 3, size)
        zero = generator.uniform(size=size) < 0.15
        if first_nonzero:
            zero[0] = False
        value[zero] = 0.0
        gradients[name] = value
    return Inputs(parameters, seed, gradients)


def generic_inputs(seed=12):
    """Gradients of magnitudes around one, to go with settings that hide nothing."""
    generator = np.random.default_rng(seed)
    parameters = start(generator)
    gradients = {}
    for name, shape in SHAPES.items():
        size = (STEPS, *shape)
        gradients[name] = generator.standard_normal(size) * 10.0 ** generator.uniform(-1.6, 1.6, size)
    return Inputs(parameters, seed, gradients)


def objective_inputs(seed=13, distance=(0.5, 2)):
    """A separable quadratic: the gradient at w is curvature ⊙ (w − center)."""
    generator = np.random.default_rng(seed)
    parameters = start(generator)
    curvature = {name: generator.uniform(0.5, 4, shape) for name, shape in SHAPES.items()}
    # never close to the start, where the first gradient would be the rounding of a difference
    side = {name: np.where(generator.uniform(size=shape) < 0.5, -1.0, 1.0) for name, shape in SHAPES.items()}
    center = {name: w + side[name] * generator.uniform(*distance, w.shape) for name, w in parameters.items()}
    return Inputs(parameters, seed, curvature=curvature, center=center)


RATE_DROP = np.array([0.07] * 9 + [0.007] * 8 + [0.03] * 8)


# Traces


def stack(entries):
    """A list of {quantity: {parameter: array}} becomes {quantity/parameter: array with the step first}."""
    found = {}
    for quantity in entries[0]:
        for name in entries[0][quantity]:
            found[f"{quantity}/{name}"] = np.array([np.asarray(e[quantity][name], dtype=np.float64) for e in entries])
    return found


def trace_tensors(inputs, weights, states):
    """Weights have one entry more than steps, every other quantity one a step."""
    tensors = inputs.tensors()
    tensors |= stack([{"weights": entry} for entry in weights])
    if states and states[0]:
        tensors |= stack(states)
    return tensors


# Comparison


def relative_difference(ours, theirs, axis_of_steps=False):
    """The largest difference relative to the largest magnitude: of the tensor, or, along steps, of that element so far."""
    ours = np.asarray(ours, dtype=np.float64)
    theirs = np.asarray(theirs, dtype=np.float64)
    if ours.shape != theirs.shape:
        return float("inf")
    if ours.size == 0:
        return 0.0
    if not np.array_equal(np.isfinite(ours), np.isfinite(theirs)):
        return float("inf")
    finite = np.isfinite(theirs)
    if not np.array_equal(ours[~finite], theirs[~finite], equal_nan=True):
        return float("inf")
    magnitude = np.where(finite, np.maximum(np.abs(ours), np.abs(theirs)), 0)
    scale = np.maximum.accumulate(magnitude, axis=0) if axis_of_steps else np.max(magnitude)
    scale = np.broadcast_to(scale, magnitude.shape)
    difference = np.where(finite, np.abs(ours - theirs), 0)
    return float(np.max(np.where(scale > 0, difference / np.where(scale > 0, scale, 1), 0)))


def worst(expected, tensors, axis_of_steps=True):
    """The largest relative difference over the tensors that both have; the formula must have every output it is asked."""
    return max(relative_difference(expected[name], tensors[name], axis_of_steps) for name in expected if name in tensors)


# Files


def encode(case):
    """A safetensors file with sorted keys. (The library's own writer orders the metadata at random.)"""
    header = {
        "__metadata__": {
            "recipe": case.recipe,
            "convention": case.convention,
            "source": case.source,
            "settings": json.dumps(case.settings, sort_keys=True),
        }
    }
    data = b""
    for name in sorted(case.tensors):
        value = np.array(case.tensors[name], dtype="<f8", order="C")
        header[name] = {"dtype": "F64", "shape": list(value.shape), "data_offsets": [len(data), len(data) + value.nbytes]}
        data += value.tobytes()
    text = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data
