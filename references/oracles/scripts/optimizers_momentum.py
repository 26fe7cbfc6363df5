"""Gradient descent, momentum and Nesterov."""

import keras
import numpy as np
import optax
import torch

import formulas
from common import RATE_DROP, objective_inputs
from frameworks import keras_trace, optax_rate, optax_trace, torch_trace
from optimizer_cases import traced, variants

GENERIC = {"learningRate": 0.07, "momentum": 0.8}


def sgd(**options):
    def run(inputs, s):
        rate = s.get("learningRate", 1.0)
        build = lambda p: torch.optim.SGD(p, lr=rate, momentum=s.get("momentum", 0.0), **options)
        return torch_trace(build, inputs, s, {"velocity": "momentum_buffer"} if "momentum" in s else {})

    return run


def keras_sgd(inputs, s):
    optimizer = keras.optimizers.SGD(s.get("learningRate", 1.0), momentum=s["momentum"])
    return keras_trace(optimizer, inputs, s, {"velocity": "momentums"}, sign=-1.0)


def average(inputs, s):
    transform = optax.chain(
        optax.ema(s["momentum"], debias=False), optax.scale_by_learning_rate(optax_rate(inputs, s))
    )
    return optax_trace(transform, inputs, lambda state: {"m": state[0].ema})


def lookahead(inputs, s):
    """Nesterov as 001 to 003 write it, in numpy: the gradient is asked at w − γv."""
    w = {name: value.copy() for name, value in inputs.parameters.items()}
    v = {name: np.zeros_like(value) for name, value in w.items()}
    weights, states = [dict(w)], []
    for step in range(25):
        entry = {"velocity": {}, "lookahead": {}, "gradients": {}}
        for name in w:
            point = w[name] - s["momentum"] * v[name]
            gradient = inputs.curvature[name] * (point - inputs.center[name])
            v[name] = s["momentum"] * v[name] + inputs.rate(step, s) * gradient
            w[name] = w[name] - v[name]
            entry["velocity"][name], entry["lookahead"][name], entry["gradients"][name] = v[name], point, gradient
        weights.append(dict(w))
        states.append(entry)
    return weights, states


def lookahead_by_torch(inputs, s):
    """The same through PyTorch's Nesterov, whose parameter is the look-ahead point: w = θ + γηb at constant η."""
    momentum, rate = s["momentum"], s["learningRate"]
    theta = {name: torch.tensor(value) for name, value in inputs.parameters.items()}
    optimizer = torch.optim.SGD(list(theta.values()), lr=rate, momentum=momentum, nesterov=True)
    weights, states = [{name: value.numpy().copy() for name, value in theta.items()}], []
    for _ in range(25):
        entry = {"velocity": {}, "lookahead": {}, "gradients": {}}
        for name, point in theta.items():
            point.grad = torch.tensor(inputs.curvature[name]) * (point - torch.tensor(inputs.center[name]))
            entry["lookahead"][name] = point.numpy().copy()
            entry["gradients"][name] = point.grad.numpy().copy()
        optimizer.step()
        after = {}
        for name, point in theta.items():
            entry["velocity"][name] = rate * optimizer.state[point]["momentum_buffer"].numpy()
            after[name] = point.numpy() + momentum * entry["velocity"][name]
        weights.append(after)
        states.append(entry)
    return weights, states


def cases():
    found = traced(
        "gradientDescent", "plain", "torch",
        variants({"learningRate": 0.001}, {"learningRate": 0.07}, drop=True),
        sgd(), formulas.gradient_descent,
    )  # fmt: skip
    usual = {"learningRate": 0.01, "momentum": 0.9}
    runs = variants(usual, GENERIC, drop=True)
    found += traced(
        "momentum", "heavyBall", "keras", runs, keras_sgd, formulas.momentum_heavy_ball,
        note="Keras stores the momentum with the other sign; recorded as v with w ← w − v. The rate is inside v.",
    )  # fmt: skip
    found += traced(
        "momentum", "average", "optax", runs, average, formulas.momentum_average,
        note="optax.ema without bias correction, then the rate; the setting momentum is β.",
    )  # fmt: skip
    found += traced(
        "momentum", "velocity", "torch", runs, sgd(), formulas.momentum_velocity,
        note="The velocity is not scaled by the rate.",
    )  # fmt: skip
    found += traced(
        "nesterov", "reformulated", "torch", runs, sgd(nesterov=True), formulas.nesterov_reformulated,
        note="The velocity is not scaled by the rate; the weights recorded are the look-ahead points of the textbook form.",
    )  # fmt: skip
    objective = objective_inputs()
    quadratic = [
        ("usual", objective, usual),
        ("generic", objective, GENERIC),
        ("rateDrop", objective.with_rates(RATE_DROP), {"momentum": 0.8}),
    ]
    note = "Objective: gradient = curvature ⊙ (w − center), asked at lookahead = w − γv; gradients is an output here."
    found += traced("nesterov", "lookahead", "numpy", quadratic, lookahead, formulas.nesterov_lookahead, note=note)
    found += traced(
        "nesterov", "lookahead", "torch", quadratic[:2], lookahead_by_torch, formulas.nesterov_lookahead,
        note=note + " PyTorch's Nesterov runs on θ = w − γv; w = θ + γηb and velocity = ηb are taken back by the script.",
    )  # fmt: skip
    return found
