"""AdaGrad, AdaDelta, RMSProp: one accumulator a weight."""

import numpy as np
import optax
import torch

import formulas
from common import objective_inputs
from frameworks import optax_rate, optax_trace, torch_trace
from optimizer_cases import traced, variants


def adagrad_inside(inputs, s):
    transform = optax.adagrad(optax_rate(inputs, s), initial_accumulator_value=0.0, eps=s["epsilon"])
    return optax_trace(transform, inputs, lambda state: {"accumulator": state[0].sum_of_squares})


def adagrad_outside(inputs, s):
    build = lambda p: torch.optim.Adagrad(p, lr=s["learningRate"], eps=s["epsilon"])
    return torch_trace(build, inputs, s, {"accumulator": "sum"})


def plain_loop(step_of_one, quantities):
    """Runs a numpy rule over every parameter; it gets the whole history of that parameter's gradients."""

    def run(inputs, s):
        w = {name: value.copy() for name, value in inputs.parameters.items()}
        weights, states = [dict(w)], []
        for step in range(25):
            entry = {quantity: {} for quantity in quantities}
            for name in w:
                change, *values = step_of_one(inputs.gradients[name][: step + 1], s)
                w[name] = w[name] - change
                for quantity, value in zip(quantities, values):
                    entry[quantity][name] = value
            weights.append(dict(w))
            states.append(entry)
        return weights, states

    return run


def exclusive(history, s):
    total = np.sum(history[:-1] ** 2, axis=0)
    return s["learningRate"] * history[-1] / np.sqrt(s["epsilon"] + total), total


def window(history, s):
    total = np.sum(history[-s["window"] :] ** 2, axis=0)
    return s["learningRate"] * history[-1] / np.sqrt(total + s["epsilon"]), total


def adadelta(inputs, s):
    build = lambda p: torch.optim.Adadelta(p, lr=s.get("learningRate", 1.0), rho=s["decay"], eps=s["epsilon"])
    return torch_trace(build, inputs, s, {"squareAverage": "square_avg", "updateAverage": "acc_delta"})


def rmsprop_inside(inputs, s):
    transform = optax.rmsprop(optax_rate(inputs, s), decay=s["decay"], eps=s["epsilon"])
    return optax_trace(transform, inputs, lambda state: {"squareAverage": state[0].nu})


def rmsprop_outside(inputs, s):
    build = lambda p: torch.optim.RMSprop(p, lr=s["learningRate"], alpha=s["decay"], eps=s.get("epsilon", 0.0))
    return torch_trace(build, inputs, s, {"squareAverage": "square_avg"})


def rmsprop_nesterov(inputs, s):
    """002's algorithm in numpy. There the rate is called ε."""
    w = {name: value.copy() for name, value in inputs.parameters.items()}
    update = {name: np.zeros_like(value) for name, value in w.items()}
    r = {name: np.zeros_like(value) for name, value in w.items()}
    weights, states = [dict(w)], []
    for step in range(25):
        entry = {"update": {}, "squareAverage": {}, "lookahead": {}, "gradients": {}}
        for name in w:
            point = w[name] + s["momentum"] * update[name]
            gradient = inputs.curvature[name] * (point - inputs.center[name])
            r[name] = s["decay"] * r[name] + (1 - s["decay"]) * gradient * gradient
            update[name] = s["momentum"] * update[name] - inputs.rate(step, s) / np.sqrt(r[name]) * gradient
            w[name] = w[name] + update[name]
            for quantity, value in zip(entry, (update[name], r[name], point, gradient)):
                entry[quantity][name] = value
        weights.append(dict(w))
        states.append(entry)
    return weights, states


def cases():
    sum_generic = {"learningRate": 0.07, "epsilon": 0.03}
    found = traced(
        "adagrad", "insideRoot", "optax",
        variants({"learningRate": 0.01, "epsilon": 1e-7}, sum_generic),
        adagrad_inside, formulas.adagrad_inside,
        note="The accumulator starts at 0 (optax's default is 0.1).",
    )  # fmt: skip
    found += traced(
        "adagrad", "outsideRoot", "torch",
        variants({"learningRate": 0.01, "epsilon": 1e-10}, sum_generic),
        adagrad_outside, formulas.adagrad_outside,
    )  # fmt: skip
    found += traced(
        "adagrad", "exclusive", "numpy",
        variants({"learningRate": 0.01, "epsilon": 1e-7}, sum_generic),
        plain_loop(exclusive, ["accumulator"]), formulas.adagrad_exclusive,
        note="accumulator is the sum that divided this step, without this step's gradient; ε stands inside the root (000).",
    )  # fmt: skip
    found += traced(
        "adadelta", "window", "numpy",
        variants({"learningRate": 0.01, "epsilon": 1e-7, "window": 3}, sum_generic | {"window": 3}),
        plain_loop(window, ["accumulator"]), formulas.adadelta_window,
        note="The window of 3 includes the current gradient; ε stands inside the root.",
    )  # fmt: skip
    average_generic = sum_generic | {"decay": 0.7}
    found += traced(
        "adadelta", "averageWithRate", "optax",
        variants({"learningRate": 0.001, "decay": 0.95, "epsilon": 1e-7}, average_generic),
        rmsprop_inside, formulas.rmsprop_inside,
        note="The rule is optax.rmsprop's.",
    )  # fmt: skip
    found += traced(
        "adadelta", "full", "torch",
        variants({"decay": 0.9, "epsilon": 1e-6}, {"decay": 0.7, "epsilon": 0.03}),
        adadelta, formulas.adadelta_full,
        note="PyTorch's rate is 1, its default.",
    )  # fmt: skip
    found += traced(
        "adadelta", "fullWithRate", "torch",
        variants(
            {"learningRate": 0.001, "decay": 0.95, "epsilon": 1e-7}, {"learningRate": 0.07, "decay": 0.7, "epsilon": 0.03}, drop=True
        ),
        adadelta, formulas.adadelta_with_rate,
        note="The average of updates is taken before the rate.",
    )  # fmt: skip
    found += traced(
        "rmsprop", "insideRoot", "optax",
        variants({"learningRate": 0.001, "decay": 0.9, "epsilon": 1e-8}, average_generic),
        rmsprop_inside, formulas.rmsprop_inside,
        note="optax keeps no rate in its buffer.",
    )  # fmt: skip
    found += traced(
        "rmsprop", "outsideRoot", "torch",
        variants({"learningRate": 0.01, "decay": 0.99, "epsilon": 1e-8}, average_generic),
        rmsprop_outside, formulas.rmsprop_outside,
    )  # fmt: skip
    found += traced(
        "rmsprop", "noEpsilon", "torch",
        variants({"learningRate": 0.01, "decay": 0.99}, {"learningRate": 0.07, "decay": 0.7}, first_nonzero=True),
        rmsprop_outside, formulas.rmsprop_no_epsilon,
        note="torch.optim.RMSprop with eps = 0.",
    )  # fmt: skip
    # far enough that no weight swings about its center, where 1/√r without an ε amplifies rounding
    objective = objective_inputs(seed=14, distance=(6, 9))
    found += traced(
        "rmspropNesterov", "plain", "numpy",
        [
            ("usual", objective, {"learningRate": 0.01, "momentum": 0.9, "decay": 0.9}),
            ("generic", objective, {"learningRate": 0.07, "momentum": 0.8, "decay": 0.7}),
        ],
        rmsprop_nesterov, formulas.rmsprop_nesterov,
        note="Objective: gradient = curvature ⊙ (w − center), asked at lookahead = w + μΔw; gradients is an output here. update is Δw.",
    )  # fmt: skip
    return found
