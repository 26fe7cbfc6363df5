"""Losses and penalties. The upstream gradient of a loss is 1; y is the prediction, z a logit."""

import keras
import numpy as np
import torch
import torch.nn.functional as F

from common import relative_difference
from layer_cases import layer
from layers_activation import sigmoid

SHAPE = (5, 3)
FLOOR = float(np.float32(1e-12))  # PyTorch writes it as a float32


def reduced(values, slopes, convention, count=None):
    """The sum, or the mean over `count` terms."""
    share = 1.0 if convention == "sum" else 1.0 / (count or values.size)
    return values.sum() * share, slopes * share


def regression(value, slope):
    def formula(convention):
        def run(v, s):
            error = v["y"] - v["target"]
            loss, dy = reduced(value(error, s), slope(error, s), convention)
            return {"loss": loss, "dy": dy}

        return run

    return formula


def huber_value(e, s):
    return np.where(np.abs(e) <= s["threshold"], 0.5 * e * e, s["threshold"] * (np.abs(e) - 0.5 * s["threshold"]))


def huber_slope(e, s):
    return np.clip(e, -s["threshold"], s["threshold"])


def cross_entropy(convention):
    def run(v, s):
        with np.errstate(divide="ignore"):
            loss, dy = reduced(-(v["target"] * np.log(v["y"])).sum(1), -v["target"] / v["y"], convention)
        return {"loss": loss, "dy": dy}

    return run


def cross_entropy_logits(convention):
    def run(v, s):
        top = v["z"].max(1, keepdims=True)
        logarithm = v["z"] - top - np.log(np.exp(v["z"] - top).sum(1, keepdims=True))
        loss, dz = reduced(-(v["target"] * logarithm).sum(1), np.exp(logarithm) - v["target"], convention)
        return {"loss": loss, "dz": dz}

    return run


def binary(convention):
    def run(v, s):
        y, t = v["y"], v["target"]
        log = lambda value: np.maximum(np.log(np.where(value > 0, value, 1e-300)), s["logFloor"])
        values = -(t * log(y) + (1 - t) * log(1 - y))
        loss, dy = reduced(values, (y - t) / np.maximum(y * (1 - y), FLOOR), convention)
        return {"loss": loss, "dy": dy}

    return run


def softplus(x):
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def binary_logits(convention):
    def run(v, s):
        loss, dz = reduced(softplus(v["z"]) - v["target"] * v["z"], sigmoid(v["z"]) - v["target"], convention)
        return {"loss": loss, "dz": dz}

    return run


def logistic(convention):
    def run(v, s):
        t = v["target"]
        loss, dz = reduced(softplus(-t * v["z"]), -t * sigmoid(-t * v["z"]), convention)
        return {"loss": loss, "dz": dz}

    return run


def hinge(convention):
    def run(v, s):
        t, z = v["target"], v["z"]
        loss, dz = reduced(np.maximum(0, 1 - t * z), np.where(1 - t * z > 0, -t, 0), convention)
        return {"loss": loss, "dz": dz}

    return run


def divergence(convention):
    def run(v, s):
        loss, dy = reduced((v["target"] * np.log(v["target"] / v["y"])).sum(1), -v["target"] / v["y"], convention)
        return {"loss": loss, "dy": dy}

    return run


def smoothed_cross_entropy(v, s):
    top = v["z"].max(1, keepdims=True)
    logarithm = v["z"] - top - np.log(np.exp(v["z"] - top).sum(1, keepdims=True))
    wanted = (1 - s["smoothing"]) * v["target"] + s["smoothing"] / v["z"].shape[1]
    rows = len(wanted)
    return {
        "loss": -(wanted * logarithm).sum() / rows,
        "dz": (np.exp(logarithm) - wanted) / rows,
    }


def weighted_cross_entropy(convention):
    def run(v, s):
        counted = v["target"] >= 0
        labels = np.where(counted, v["target"], 0).astype(int)
        top = v["z"].max(1, keepdims=True)
        logarithm = v["z"] - top - np.log(np.exp(v["z"] - top).sum(1, keepdims=True))
        weight = np.where(counted, v["classWeights"][labels], 0)
        divisor = {"weightedMean": weight.sum(), "mean": counted.sum(), "sum": 1.0}[convention]
        rows = np.arange(len(labels))
        dz = np.exp(logarithm)
        dz[rows, labels] -= 1
        return {"loss": -(weight * logarithm[rows, labels]).sum() / divisor, "dz": weight[:, None] * dz / divisor}

    return run


def weighted_cross_entropy_torch(convention):
    def run(v, s):
        labels = v["target"].long()
        kind = "mean" if convention == "weightedMean" else "sum"
        loss = F.cross_entropy(v["z"], labels, v["classWeights"], ignore_index=-100, reduction=kind)
        return {"loss": loss / (labels >= 0).sum() if convention == "mean" else loss}

    return run


def weighted_cross_entropy_keras(tensors, settings):
    """Keras's own loss, whose class weights are the examples' weights."""
    labels = tensors["target"]
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=-100)
    weights = tensors["classWeights"][np.where(labels >= 0, labels, 0).astype(int)]
    answer = loss(labels.astype(int), tensors["z"], sample_weight=weights)
    return f"keras: {relative_difference(np.asarray(answer, dtype=np.float64), tensors['loss']):.0e}"


def contrastive(convention):
    def run(v, s):
        between = v["y"][:, 0] - v["y"][:, 1]
        far = np.sqrt((between**2).sum(1))
        left = np.maximum(s["margin"] - far, 0)
        divisor = {"mean": len(far), "halfMean": 2 * len(far), "sum": 1}[convention]
        slope = 2 * (v["target"] - (1 - v["target"]) * left / far)[:, None] * between / divisor
        total = (v["target"] * far**2 + (1 - v["target"]) * left**2).sum()
        return {"loss": total / divisor, "dy": np.stack([slope, -slope], 1)}

    return run


def contrastive_torch(convention):
    def run(v, s):
        far = F.pairwise_distance(v["y"][:, 0], v["y"][:, 1], eps=0)
        terms = v["target"] * far**2 + (1 - v["target"]) * torch.clamp(s["margin"] - far, min=0) ** 2
        return {"loss": {"mean": terms.mean(), "halfMean": terms.mean() / 2, "sum": terms.sum()}[convention]}

    return run


def shares(g):
    value = g.uniform(0.1, 1, SHAPE)
    return value / value.sum(1, keepdims=True)


def pair(g):
    y = g.standard_normal(SHAPE)
    target = g.standard_normal(SHAPE) * 1.5
    target[0, 0] = y[0, 0]
    return {"y": y, "target": target}


def one_hot(g, count=5, classes=4):
    return np.eye(classes)[g.integers(0, classes, count)]


def probabilities(g):
    value = np.exp(g.standard_normal((5, 4)))
    return {"y": value / value.sum(1, keepdims=True), "target": one_hot(g)}


def cases():
    t = ("target",)
    found = []

    def add(recipe, inputs, forward, formula, settings=None, case="", note=""):
        for convention in ("mean", "sum"):
            found.append(
                layer(recipe, convention, inputs, lambda v, s: {"loss": forward(v, s, convention)}, formula(convention), settings,
                      case, note, fixed=t, upstream=("loss",))
            )  # fmt: skip

    elements = "The mean is over all elements of y, not over examples."
    square = regression(lambda e, s: e * e, lambda e, s: 2 * e)
    half = regression(lambda e, s: e * e / 2, lambda e, s: e)
    add("meanSquaredError", pair, lambda v, s, r: F.mse_loss(v["y"], v["target"], reduction=r), square, note=elements)
    add("meanSquaredError", pair, lambda v, s, r: 0.5 * F.mse_loss(v["y"], v["target"], reduction=r), half, {"factor": 0.5},
        "half", elements + " With the factor ½.")  # fmt: skip
    add("meanAbsoluteError", pair, lambda v, s, r: F.l1_loss(v["y"], v["target"], reduction=r),
        regression(lambda e, s: np.abs(e), lambda e, s: np.sign(e)), note=elements + " The derivative at 0 is 0; the first element is met exactly.")  # fmt: skip
    for case, threshold in (("usual", 1.0), ("generic", 0.35)):
        add("huber", pair, lambda v, s, r: F.huber_loss(v["y"], v["target"], reduction=r, delta=s["threshold"]),
            regression(huber_value, huber_slope), {"threshold": threshold}, case,
            elements + " ½e² up to δ, δ(|e| − ½δ) beyond; threshold is δ.")  # fmt: skip
    rows = "target is one-hot [batch, classes]; the mean is over examples."
    add("crossEntropy", probabilities,
        lambda v, s, r: getattr(-(v["target"] * torch.log(v["y"])).sum(1), r)(), cross_entropy, case="probabilities",
        note=rows + " y is already a probability; nothing is clamped.")  # fmt: skip
    add("crossEntropy", lambda g: {"z": 3 * g.standard_normal((5, 4)), "target": one_hot(g)},
        lambda v, s, r: F.cross_entropy(v["z"], v["target"].argmax(1), reduction=r), cross_entropy_logits, case="logits", note=rows)  # fmt: skip
    add("crossEntropy", lambda g: {"z": 1000 * g.standard_normal((5, 4)), "target": one_hot(g)},
        lambda v, s, r: F.cross_entropy(v["z"], v["target"].argmax(1), reduction=r), cross_entropy_logits, case="largeLogits",
        note=rows + " Logits of magnitude 1000.")  # fmt: skip
    labels = lambda g: (g.uniform(size=8) < 0.5) * 1.0
    bce = lambda v, s, r: F.binary_cross_entropy(v["y"], v["target"], reduction=r)
    floor = "PyTorch floors each logarithm at −100 and, in the gradient, y(1 − y) at 1e-12 (as a float32: 9.99999996e-13)."
    add("binaryCrossEntropy", lambda g: {"y": g.uniform(0.02, 0.98, 8), "target": labels(g)}, bce, binary, {"logFloor": -100.0},
        "probabilities", floor)  # fmt: skip
    add("binaryCrossEntropy",
        lambda g: {"y": np.array([0, 0, 1, 1, 1e-9, 0.5, 0.25, 1e-50]), "target": np.array([0, 1, 0, 1, 1, 1, 0, 1])}, bce,
        binary, {"logFloor": -100.0}, "saturated", floor + " With probabilities of exactly 0 and 1.")  # fmt: skip
    add("binaryCrossEntropy", lambda g: {"z": 4 * g.standard_normal(8), "target": labels(g)},
        lambda v, s, r: F.binary_cross_entropy_with_logits(v["z"], v["target"], reduction=r), binary_logits, case="logits")  # fmt: skip
    add("binaryCrossEntropy", lambda g: {"z": 500 * g.standard_normal(8), "target": labels(g)},
        lambda v, s, r: F.binary_cross_entropy_with_logits(v["z"], v["target"], reduction=r), binary_logits, case="largeLogits")  # fmt: skip
    tie = lambda g: {"z": np.array([0, 0, 0, 0, 1.5, -0.0]), "target": np.array([0, 1, 0, 0.25, 1, 0])}
    add("binaryCrossEntropy", tie, lambda v, s, r: F.binary_cross_entropy_with_logits(v["z"], v["target"], reduction=r), binary_logits,
        case="zeroLogits", note="Logits of exactly 0, as zero weights give: the slope there is ½ − target.")  # fmt: skip
    sure = np.array([-36.5, -40.0, -50.0, -200.0])
    plainly = lambda v, s, r: getattr(F.softplus(v["z"]) - v["target"] * v["z"], r)()
    add("binaryCrossEntropy", lambda g: {"z": sure, "target": np.zeros(4)}, plainly, binary_logits, case="confident",
        note="Losses far below the unit roundoff, by PyTorch's softplus: its binary_cross_entropy_with_logits gives 0.")  # fmt: skip
    add("logisticLoss", lambda g: {"z": np.array([0, 0, -0.0, 2.0]), "target": np.array([1.0, -1, -1, -1])},
        lambda v, s, r: F.soft_margin_loss(v["z"], v["target"], reduction=r), logistic, case="zeroLogits",
        note="Logits of exactly 0: the slope there is −½·target.")  # fmt: skip
    add("logisticLoss", lambda g: {"z": sure * [1, -1, 1, -1], "target": np.array([-1.0, 1, -1, 1])},
        lambda v, s, r: F.soft_margin_loss(v["z"], v["target"], reduction=r), logistic, case="confident",
        note="Losses far below the unit roundoff.")  # fmt: skip
    add("logisticLoss", lambda g: {"z": 3 * g.standard_normal(8), "target": 2 * labels(g) - 1},
        lambda v, s, r: F.soft_margin_loss(v["z"], v["target"], reduction=r), logistic,
        note="log(1 + e^(−t·z)) with targets −1 and 1 (PyTorch's soft_margin_loss).")  # fmt: skip

    for convention in ("mean", "sum"):
        found.append(
            layer("hinge", convention, lambda g: {"z": 2 * g.standard_normal(8), "target": 2 * labels(g) - 1},
                  lambda v, s, c=convention: {"loss": getattr(F.relu(1 - v["target"] * v["z"]), c)()}, hinge(convention),
                  note="max(0, 1 − t·z), by PyTorch's relu; targets −1 and 1.", fixed=("target",), upstream=("loss",))
        )  # fmt: skip
        found.append(
            layer("kullbackLeibler", convention, lambda g: {"y": shares(g), "target": shares(g)},
                  lambda v, s, c=convention: {
                      "loss": F.kl_div(v["y"].log(), v["target"], reduction="batchmean" if c == "mean" else "sum")
                  },
                  divergence(convention), note="F.kl_div of ln y; mean is its batchmean.", fixed=("target",), upstream=("loss",))
        )  # fmt: skip
    for case, smoothing in (("usual", 0.1), ("generic", 0.3)):
        found.append(
            layer("smoothedCrossEntropy", "plain",
                  lambda g: {"z": 2 * g.standard_normal(SHAPE), "target": np.eye(SHAPE[1])[g.integers(0, SHAPE[1], SHAPE[0])]},
                  lambda v, s: {"loss": F.cross_entropy(v["z"], v["target"].argmax(1), label_smoothing=s["smoothing"])},
                  smoothed_cross_entropy, {"smoothing": smoothing}, case,
                  "F.cross_entropy of class numbers with label_smoothing.", fixed=("target",), upstream=("loss",))
        )  # fmt: skip
    for convention in ("weightedMean", "mean", "sum"):
        found.append(
            layer("weightedCrossEntropy", convention,
                  lambda g: {
                      "z": 2 * g.standard_normal((7, 4)), "target": np.array([2, -100, 0, 1, 3, -100, 1.0]),
                      "classWeights": g.uniform(0.3, 3, 4),
                  },
                  weighted_cross_entropy_torch(convention), weighted_cross_entropy(convention),
                  note="F.cross_entropy of class numbers with weight and ignore_index −100; mean is its sum divided by the number "
                  "of examples that count.", fixed=("target", "classWeights"), upstream=("loss",),
                  cross_check=weighted_cross_entropy_keras if convention == "mean" else None)
        )  # fmt: skip
    for convention in ("mean", "halfMean", "sum"):
        for case, margin in (("usual", 1.0), ("generic", 1.7)):
            found.append(
                layer("contrastive", convention,
                      lambda g: {"y": 0.6 * g.standard_normal((6, 2, 3)), "target": np.array([1, 0, 0, 1, 0, 0.0])},
                      contrastive_torch(convention), contrastive(convention), {"margin": margin}, case,
                      "y [batch, pair, features]; t·d² + (1 − t)·max(m − d, 0)², written with PyTorch's operations.",
                      fixed=("target",), upstream=("loss",))
            )  # fmt: skip
    weights = lambda g: {"W": g.standard_normal((3, 4)) * (g.uniform(size=(3, 4)) > 0.2)}
    for case, strength in (("usual", 1.0), ("generic", 0.3)):
        found.append(
            layer("l2Penalty", "plain", weights, lambda v, s: {"loss": s["weightDecay"] * 0.5 * (v["W"] ** 2).sum()},
                  lambda v, s: {"loss": s["weightDecay"] * 0.5 * (v["W"] ** 2).sum(), "dW": s["weightDecay"] * v["W"]},
                  {"weightDecay": strength}, case, "λ·½Σw²; weightDecay is λ.", upstream=("loss",))
        )  # fmt: skip
        found.append(
            layer("l1Penalty", "plain", weights, lambda v, s: {"loss": s["weightDecay"] * v["W"].abs().sum()},
                  lambda v, s: {"loss": s["weightDecay"] * np.abs(v["W"]).sum(), "dW": s["weightDecay"] * np.sign(v["W"])},
                  {"weightDecay": strength}, case, "λΣ|w|; the derivative at 0 is 0; some weights are exactly 0.", upstream=("loss",))
        )  # fmt: skip
    return found
