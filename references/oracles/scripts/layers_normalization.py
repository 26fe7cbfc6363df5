"""Batch and layer normalisation, dropout."""

import keras
import numpy as np
import torch
import torch.nn.functional as F

from common import relative_difference
from layer_cases import layer


def normalised(x, dy, gamma, beta, axes, epsilon, shape):
    """Forward and backward of (x − mean)/√(variance + ε)·γ + β with the biased variance over `axes`."""
    count = np.prod([x.shape[a] for a in axes])
    mean, variance = x.mean(axes, keepdims=True), x.var(axes, keepdims=True)
    deviation = 1 / np.sqrt(variance + epsilon)
    xhat = (x - mean) * deviation
    dxhat = dy * gamma.reshape(shape)
    total = lambda value: value.sum(axes, keepdims=True)
    dx = deviation / count * (count * dxhat - total(dxhat) - xhat * total(dxhat * xhat))
    return xhat * gamma.reshape(shape) + beta.reshape(shape), dx, xhat, mean, variance


def broadcast(x):
    return (1, -1, *[1] * (x.ndim - 2))


def batch_training(v, s, keras=False):
    found = {name: [] for name in ("y", "dx", "runningMean", "runningVariance")}
    mean, variance = v["runningMean0"], v["runningVariance0"]
    dgamma = dbeta = 0
    for x, dy in zip(v["x"], v["dy"]):
        axes = (0, *range(2, x.ndim))
        y, dx, xhat, m, biased = normalised(x, dy, v["gamma"], v["beta"], axes, s["epsilon"], broadcast(x))
        count = x.size / x.shape[1]
        if keras:
            mean = s["momentum"] * mean + (1 - s["momentum"]) * m.ravel()
            variance = s["momentum"] * variance + (1 - s["momentum"]) * biased.ravel()
        else:
            mean = (1 - s["momentum"]) * mean + s["momentum"] * m.ravel()
            variance = (1 - s["momentum"]) * variance + s["momentum"] * biased.ravel() * count / (count - 1)
        dgamma, dbeta = dgamma + (dy * xhat).sum(axes), dbeta + dy.sum(axes)
        for name, value in zip(found, (y, dx, mean, variance)):
            found[name].append(value)
    return {name: np.array(value) for name, value in found.items()} | {"dgamma": dgamma, "dbeta": dbeta}


def batch_training_torch(v, s):
    mean, variance = v["runningMean0"].detach().clone(), v["runningVariance0"].detach().clone()
    found = {"y": [], "runningMean": [], "runningVariance": []}
    for x in v["x"]:
        found["y"].append(F.batch_norm(x, mean, variance, v["gamma"], v["beta"], True, s["momentum"], s["epsilon"]))
        found["runningMean"].append(mean.clone())
        found["runningVariance"].append(variance.clone())
    return {name: torch.stack(value) for name, value in found.items()}


def batch_training_keras_averages(v, s):
    """PyTorch's layer, with Keras's running averages written beside it."""
    mean, variance = v["runningMean0"].detach(), v["runningVariance0"].detach()
    found = {"y": [], "runningMean": [], "runningVariance": []}
    for x in v["x"]:
        rest = (0, *range(2, x.ndim))
        found["y"].append(F.batch_norm(x, None, None, v["gamma"], v["beta"], True, 0.0, s["epsilon"]))
        mean = s["momentum"] * mean + (1 - s["momentum"]) * x.detach().mean(rest)
        variance = s["momentum"] * variance + (1 - s["momentum"]) * x.detach().var(rest, unbiased=False)
        found["runningMean"].append(mean)
        found["runningVariance"].append(variance)
    return {name: torch.stack(value) for name, value in found.items()}


def keras_batch_norm(tensors, settings):
    """How far Keras's own layer is off, its outputs and its averages after the last batch."""
    x = tensors["x"]
    norm = keras.layers.BatchNormalization(axis=1, momentum=settings["momentum"], epsilon=settings["epsilon"])
    norm.build(x[0].shape)
    norm.gamma.assign(tensors["gamma"])
    norm.beta.assign(tensors["beta"])
    y = np.array([np.asarray(norm(part, training=True)) for part in x])
    pairs = (y, tensors["y"]), (norm.moving_mean, tensors["runningMean"][-1]), (norm.moving_variance, tensors["runningVariance"][-1])
    return f"keras differs by {max(relative_difference(np.asarray(a), b) for a, b in pairs):.1e}"


def batch_evaluation(v, s):
    shape = broadcast(v["x"])
    axes = (0, *range(2, v["x"].ndim))
    deviation = 1 / np.sqrt(v["runningVariance"] + s["epsilon"])
    xhat = (v["x"] - v["runningMean"].reshape(shape)) * deviation.reshape(shape)
    return {
        "y": xhat * v["gamma"].reshape(shape) + v["beta"].reshape(shape),
        "dx": v["dy"] * (v["gamma"] * deviation).reshape(shape),
        "dgamma": (v["dy"] * xhat).sum(axes),
        "dbeta": v["dy"].sum(axes),
    }


def layer_norm(v, s):
    y, dx, xhat, _, _ = normalised(v["x"], v["dy"], v["gamma"], v["beta"], (-1,), s["epsilon"], (-1,))
    rest = tuple(range(v["x"].ndim - 1))
    return {"y": y, "dx": dx, "dgamma": (v["dy"] * xhat).sum(rest), "dbeta": v["dy"].sum(rest)}


def cases():
    running = ("runningMean0", "runningVariance0")
    order = (
        "x [step, batch, features] or [step, batch, channels, height, width]: three batches after each other from "
        "runningMean0 and runningVariance0; runningMean and runningVariance have one entry a step; dgamma and dbeta are "
        "summed over the steps. The biased variance normalises, the unbiased one enters the running average; momentum "
        "weights the new batch (PyTorch; Keras weights the old one and keeps the biased)."
    )
    found = []
    for case, shape, settings in (
        ("usual", (3, 6, 4), {"momentum": 0.1, "epsilon": 1e-5}),
        ("generic", (3, 6, 4), {"momentum": 0.35, "epsilon": 0.03}),
        ("images", (3, 2, 3, 3, 2), {"momentum": 0.1, "epsilon": 1e-5}),
    ):
        features = shape[2]
        inputs = lambda g, shape=shape, features=features: {
            "x": 2 * g.standard_normal(shape) + 1,
            "gamma": g.uniform(0.5, 1.5, features),
            "beta": g.standard_normal(features),
            "runningMean0": np.zeros(features),
            "runningVariance0": np.ones(features),
        }
        found.append(
            layer("batchNorm", "training", inputs, batch_training_torch, batch_training, settings, case, order, fixed=running)
        )
        weights_old = {"momentum": 1 - settings["momentum"], "epsilon": settings["epsilon"]}
        found.append(
            layer("batchNorm", "kerasTraining", inputs, batch_training_keras_averages,
                  lambda v, s: batch_training(v, s, keras=True), weights_old, case,
                  "As in training, but momentum weights the old average, and the biased variance enters it.",
                  fixed=running, cross_check=keras_batch_norm)
        )  # fmt: skip
        inputs = lambda g, shape=shape, features=features: {
            "x": 2 * g.standard_normal(shape[1:]) + 1,
            "gamma": g.uniform(0.5, 1.5, features),
            "beta": g.standard_normal(features),
            "runningMean": g.standard_normal(features),
            "runningVariance": g.uniform(0.3, 3, features),
        }
        run = lambda v, s: {
            "y": F.batch_norm(v["x"], v["runningMean"], v["runningVariance"], v["gamma"], v["beta"], False, 0.0, s["epsilon"])
        }
        found.append(
            layer("batchNorm", "evaluation", inputs, run, batch_evaluation, {"epsilon": settings["epsilon"]}, case,
                  "x [batch, features] or [batch, channels, height, width]; the running statistics are given and constant.",
                  fixed=("runningMean", "runningVariance"))
        )  # fmt: skip
    for case, epsilon in (("usual", 1e-5), ("generic", 0.03)):
        found.append(
            layer("layerNorm", "plain",
                  lambda g: {"x": 2 * g.standard_normal((2, 3, 5)) + 1, "gamma": g.uniform(0.5, 1.5, 5), "beta": g.standard_normal(5)},
                  lambda v, s: {"y": F.layer_norm(v["x"], (5,), v["gamma"], v["beta"], s["epsilon"])}, layer_norm,
                  {"epsilon": epsilon}, case, "x [batch, time, features]; mean and biased variance over the last axis.")
        )  # fmt: skip
    masked = lambda g: {"x": g.standard_normal((4, 5)), "mask": (g.uniform(size=(4, 5)) > 0.3) * 1.0}
    for convention, factor, whole, note in (
        ("inverted", lambda s: 1 / (1 - s["rate"]), lambda s: 1.0, "y = x·mask/(1 − rate) in training, yEvaluation = x."),
        ("plain", lambda s: 1.0, lambda s: 1 - s["rate"], "y = x·mask in training, yEvaluation = x·(1 − rate)."),
    ):
        found.append(
            layer("dropout", convention, masked,
                  lambda v, s: {"y": v["x"] * v["mask"] * factor(s), "yEvaluation": v["x"].detach() * whole(s)},
                  lambda v, s: {"y": v["x"] * v["mask"] * factor(s), "yEvaluation": v["x"] * whole(s), "dx": v["dy"] * v["mask"] * factor(s)},
                  {"rate": 0.3}, "", "mask is 1 where kept; rate is the share dropped. " + note, fixed=("mask",))
        )  # fmt: skip
    return found
