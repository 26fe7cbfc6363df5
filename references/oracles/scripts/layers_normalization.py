"""Batch and layer normalisation, dropout."""

import keras
import numpy as np
import torch
import torch.nn.functional as F

from common import Case, relative_difference
from layer_cases import generator_for, layer


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


def batch_training_keras(case, inputs, settings, note):
    """Keras's rule written out, for its own layer computes in float32; without settings, with the layer's own defaults.

    The check beside it is PyTorch's layer, which has the same outputs and gradients.
    """
    seed, generator = generator_for(f"batchNorm/kerasTraining/{case}")
    given = {name: np.asarray(value, dtype=np.float64) for name, value in inputs(generator).items()}
    given["dy"] = generator.standard_normal(given["x"].shape)
    norm = keras.layers.BatchNormalization(axis=1, **settings)
    used = {"momentum": norm.momentum, "epsilon": norm.epsilon}
    found = batch_training(given, used, keras=True)

    leaves = {name: torch.tensor(given[name], requires_grad=True) for name in ("x", "gamma", "beta")}
    y = torch.stack([F.batch_norm(x, None, None, leaves["gamma"], leaves["beta"], True, 0.0, used["epsilon"]) for x in leaves["x"]])
    slopes = torch.autograd.grad(torch.sum(y * torch.tensor(given["dy"])), list(leaves.values()))
    theirs = {"y": y.detach().numpy()} | {f"d{name}": slope.numpy() for name, slope in zip(leaves, slopes)}
    check = max(relative_difference(value, found[name]) for name, value in theirs.items())

    norm.build(given["x"][0].shape)
    norm.gamma.assign(given["gamma"])
    norm.beta.assign(given["beta"])
    outputs = np.array([np.asarray(norm(part, training=True)) for part in given["x"]])
    pairs = (outputs, found["y"]), (norm.moving_mean, found["runningMean"][-1]), (norm.moving_variance, found["runningVariance"][-1])
    far = max(relative_difference(np.asarray(a), b) for a, b in pairs)
    return Case(
        "batchNorm", "kerasTraining", "numpy", given | found, settings, "layers_normalization.py", case, seed, note,
        formula_check=check, cross_check=f"keras, in float32, differs by {far:.1e}",
    )  # fmt: skip


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


def group_norm(v, s):
    x, groups = v["x"], s["groups"]
    each = (len(x), groups, -1)
    scaled = lambda value: value * v["gamma"][:, None, None]
    ones = np.ones(groups)
    _, dx, xhat, _, _ = normalised(x.reshape(each), scaled(v["dy"]).reshape(each), ones, 0 * ones, (-1,), s["epsilon"], (1, -1, 1))
    xhat = xhat.reshape(x.shape)
    return {
        "y": scaled(xhat) + v["beta"][:, None, None], "dx": dx.reshape(x.shape), "dgamma": (v["dy"] * xhat).sum((0, 2, 3)),
        "dbeta": v["dy"].sum((0, 2, 3)),
    }  # fmt: skip


def rms_norm(v, s):
    scale = 1 / np.sqrt((v["x"] ** 2).mean(-1, keepdims=True) + s["epsilon"])
    xhat, dxhat = v["x"] * scale, v["dy"] * v["gamma"]
    dx = scale * (dxhat - xhat * (dxhat * xhat).mean(-1, keepdims=True))
    rest = tuple(range(v["x"].ndim - 1))
    return {"y": xhat * v["gamma"], "dx": dx, "dgamma": (v["dy"] * xhat).sum(rest)}


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
        biased = "As in training, but momentum weights the old average, and the biased variance enters it."
        found.append(batch_training_keras(case, inputs, weights_old, biased))
        if case == "usual":
            found.append(batch_training_keras("defaults", inputs, {}, biased + " Keras's own defaults."))
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
        found.append(
            layer("rmsNorm", "plain", lambda g: {"x": 2 * g.standard_normal((2, 3, 5)) + 1, "gamma": g.uniform(0.5, 1.5, 5)},
                  lambda v, s: {"y": F.rms_norm(v["x"], (5,), v["gamma"], s["epsilon"])}, rms_norm,
                  {"epsilon": epsilon}, case, "x [batch, time, features]; the mean square over the last axis, no mean taken off.")
        )  # fmt: skip
    for case, channels, settings in (
        ("usual", 4, {"groups": 2, "epsilon": 1e-5}),
        ("generic", 6, {"groups": 3, "epsilon": 0.03}),
        ("instances", 3, {"groups": 3, "epsilon": 1e-5}),
        ("whole", 3, {"groups": 1, "epsilon": 1e-5}),
    ):
        found.append(
            layer("groupNorm", "plain",
                  lambda g, channels=channels: {
                      "x": 2 * g.standard_normal((2, channels, 3, 4)) + 1, "gamma": g.uniform(0.5, 1.5, channels),
                      "beta": g.standard_normal(channels),
                  },
                  lambda v, s: {"y": F.group_norm(v["x"], s["groups"], v["gamma"], v["beta"], s["epsilon"])}, group_norm,
                  settings, case, "x [batch, channels, height, width]; neighbouring channels are a group; the biased variance.")
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
