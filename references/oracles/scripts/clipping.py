"""Gradient clipping: by a parameter's norm, by the norm of all, by value."""

import jax.numpy as jnp
import keras
import mpmath
import numpy as np
import optax
import torch

import formulas
from common import Case, generic_inputs, usual_inputs, worst


def by_torch(clip):
    def run(gradients, threshold):
        leaves = {name: torch.zeros(value.shape) for name, value in gradients.items()}
        for name, leaf in leaves.items():
            leaf.grad = torch.tensor(gradients[name])
        clip(list(leaves.values()), threshold)
        return {name: leaf.grad.numpy().copy() for name, leaf in leaves.items()}

    return run


def each(clip):
    return lambda leaves, threshold: [clip([leaf], threshold) for leaf in leaves]


def by_optax(gradients, threshold):
    transform = optax.clip_by_global_norm(threshold)
    clipped, _ = transform.update({name: jnp.asarray(value) for name, value in gradients.items()}, transform.init({}))
    return {name: np.array(value) for name, value in clipped.items()}


def by_keras(gradients, threshold):
    optimizer = keras.optimizers.SGD(clipnorm=threshold)
    clipped = optimizer._clip_gradients([jnp.asarray(value) for value in gradients.values()])
    return {name: np.array(value) for name, value in zip(gradients, clipped)}


def scaled(gradients, norm, threshold, epsilon):
    factor = threshold / (norm + epsilon) if epsilon else (threshold / norm if norm > threshold else mpmath.mpf(1))
    return {name: value * min(1, factor) for name, value in gradients.items()}


def global_norm(gradients):
    return mpmath.sqrt(sum(np.sum(value * value) for value in gradients.values()))


def global_formula(gradients, threshold, epsilon):
    return scaled(gradients, global_norm(gradients), threshold, epsilon)


def norm_formula(gradients, threshold, epsilon):
    found = {}
    for name, value in gradients.items():
        found |= scaled({name: value}, formulas.norm(value), threshold, epsilon)
    return found


def value_formula(gradients, threshold, epsilon):
    cut = np.frompyfunc(lambda value: max(-threshold, min(threshold, value)), 1, 1)
    return {name: cut(value) for name, value in gradients.items()}


def cases():
    norm, value = torch.nn.utils.clip_grad_norm_, torch.nn.utils.clip_grad_value_
    torch_note = "torch.nn.utils.clip_grad_norm_ multiplies by min(1, ν/(‖g‖ + 1e-6)): not the notes' rule to the last digits."
    forms = [
        ("clipByNorm", "plain", "keras", by_keras, norm_formula, 0.0, "Each parameter by its own norm (Keras: clipnorm)."),
        ("clipByNorm", "epsilonInDenominator", "torch", by_torch(each(norm)), norm_formula, 1e-6,
         torch_note + " Called once a parameter."),
        ("clipByGlobalNorm", "plain", "optax", by_optax, global_formula, 0.0, "One norm over all parameters."),
        ("clipByGlobalNorm", "epsilonInDenominator", "torch", by_torch(norm), global_formula, 1e-6, torch_note),
        ("clipByValue", "plain", "torch", by_torch(value), value_formula, 0.0, "torch.nn.utils.clip_grad_value_."),
    ]  # fmt: skip
    found = []
    for recipe, convention, source, run, formula, epsilon, note in forms:
        for case, inputs, threshold in (("usual", usual_inputs(), 1.0), ("generic", generic_inputs(), 12.5)):
            names = list(inputs.gradients)
            steps = [{name: inputs.gradients[name][step] for name in names} for step in range(25)]
            clipped = [run(gradients, threshold) for gradients in steps]
            exact = [formula({n: formulas.exact(g) for n, g in gradients.items()}, mpmath.mpf(threshold), mpmath.mpf(epsilon))
                     for gradients in steps]  # fmt: skip
            tensors = {f"gradients/{name}": inputs.gradients[name] for name in names}
            expected = {}
            for name in names:
                tensors[f"clipped/{name}"] = np.array([entry[name] for entry in clipped])
                expected[f"clipped/{name}"] = np.array(
                    [np.asarray(formulas._float(entry[name]), dtype=np.float64) for entry in exact]
                )
            settings = {"threshold": threshold} | ({"epsilon": epsilon} if epsilon else {})
            found.append(
                Case(
                    recipe, convention, source, tensors, settings, "clipping.py", case, inputs.seed,
                    note + " The first axis is the step; every step is clipped by itself.",
                    formula_check=worst(expected, tensors),
                )  # fmt: skip
            )
    return found
