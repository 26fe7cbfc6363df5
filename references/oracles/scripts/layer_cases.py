"""A layer's forward and backward pass in PyTorch float64, with its written equations beside it."""

import inspect
import os
import zlib

import numpy as np
import torch

import frameworks  # sets PyTorch to one thread and float64
from common import Case, relative_difference


def generator_for(path):
    """A seed of its own for every layer case."""
    seed = zlib.crc32(path.encode()) % 100_000
    return seed, np.random.default_rng(seed)


def layer(recipe, convention, inputs, forward, formula, settings=None, case="", note="", fixed=(), upstream=("y",), cross_check=None):
    """One case. `inputs` is a function of a random generator; every input not in `fixed` gets its gradient.

    Each output in `upstream` gets a random gradient dOutput among the inputs, except a loss, whose gradient is 1.
    `formula` gives the expected outputs and gradients from all inputs, in numpy.
    """
    seed, generator = generator_for(f"{recipe}/{convention}/{case}")
    settings = settings or {}
    given = {name: np.asarray(value, dtype=np.float64) for name, value in inputs(generator).items()}
    leaves = {name: torch.tensor(value) for name, value in given.items()}
    learned = [name for name in leaves if name not in fixed]
    for name in learned:
        leaves[name].requires_grad_()
    outputs = forward(leaves, settings)
    total = 0.0
    for name in upstream:
        if name == "loss":
            total = total + outputs[name]
        else:
            given[f"d{name}"] = generator.standard_normal(tuple(outputs[name].shape))
            total = total + torch.sum(outputs[name] * torch.tensor(given[f"d{name}"]))
    gradients = torch.autograd.grad(total, [leaves[name] for name in learned])
    tensors = dict(given)
    tensors |= {name: value.detach().numpy() for name, value in outputs.items()}
    tensors |= {f"d{name}": value.numpy() for name, value in zip(learned, gradients)}

    expected = formula(given, settings)
    missing = ({f"d{name}" for name in learned} | set(outputs)) - set(expected)
    assert not missing, f"{recipe}/{convention}: the formula gives no {missing}"
    check = max(relative_difference(expected[name], tensors[name]) for name in expected)
    script = os.path.basename(inspect.stack()[1].filename)
    return Case(
        recipe, convention, "torch", tensors, settings, script, case, seed, note, formula_check=check,
        cross_check=cross_check(tensors, settings) if cross_check else "",
    )  # fmt: skip
