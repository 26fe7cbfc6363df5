"""Activations."""

import mpmath
import numpy as np
import torch
import torch.nn.functional as F

from layer_cases import layer

X = (4, 5)


def with_zero(g):
    x = g.standard_normal(X) * 2
    x[0, 0] = 0.0
    x[1, 1] = 40.0
    x[2, 2] = -40.0
    return x


def elementwise(value, slope):
    return lambda v, s: {"y": value(v["x"], s), "dx": v["dy"] * slope(v["x"], s)}


def sigmoid(x, s=None):
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))


def sigmoid_slope(x, s=None):
    # 1 − σ(x) is σ(−x) without the cancellation
    return sigmoid(x) * (1 - sigmoid(x))


def prelu(v, s):
    alpha = v["alpha"]
    below = np.where(v["x"] > 0, 0, v["dy"] * v["x"])
    return {
        "y": np.where(v["x"] > 0, v["x"], alpha * v["x"]),
        "dx": v["dy"] * np.where(v["x"] > 0, 1, alpha),
        "dalpha": below.sum().reshape(1) if alpha.size == 1 else below.sum(0),
    }


def softmax(v, s):
    shifted = np.exp(v["x"] - v["x"].max(-1, keepdims=True))
    y = shifted / shifted.sum(-1, keepdims=True)
    return {"y": y, "dx": y * (v["dy"] - (v["dy"] * y).sum(-1, keepdims=True))}


def maxout(v, s):
    pieces = np.einsum("koi,ni->nko", v["W"], v["x"]) + v["b"]
    winner = pieces.argmax(1)
    chosen = (np.arange(pieces.shape[1])[None, :, None] == winner[:, None, :]) * v["dy"][:, None, :]
    return {
        "y": pieces.max(1),
        "dx": np.einsum("nko,koi->ni", chosen, v["W"]),
        "dW": np.einsum("nko,ni->koi", chosen, v["x"]),
        "db": chosen.sum(0),
    }


def gelu(v, s):
    x = v["x"]
    scale = np.sqrt(2 / np.pi)
    bent = np.tanh(scale * (x + 0.044715 * x**3))
    slope = (1 + bent) / 2 + x / 2 * (1 - bent**2) * scale * (1 + 3 * 0.044715 * x**2)
    return {"y": x / 2 * (1 + bent), "dx": v["dy"] * slope}


def gelu_exact(v, s):
    share = np.vectorize(lambda x: float(mpmath.ncdf(mpmath.mpf(x))))(v["x"])
    density = np.exp(-(v["x"] ** 2) / 2) / np.sqrt(2 * np.pi)
    return {"y": v["x"] * share, "dx": v["dy"] * (share + v["x"] * density)}


def log_softmax(v, s):
    centred = v["x"] - v["x"].max(-1, keepdims=True)
    y = centred - np.log(np.exp(centred).sum(-1, keepdims=True))
    return {"y": y, "dx": v["dy"] - np.exp(y) * v["dy"].sum(-1, keepdims=True)}


def cases():
    x = lambda g: {"x": with_zero(g)}
    leak = lambda v, s: np.where(v > 0, 1, s["slope"])
    expm1 = lambda v: np.expm1(np.minimum(v, 0))
    found = [
        layer("sigmoid", "plain", x, lambda v, s: {"y": torch.sigmoid(v["x"])}, elementwise(sigmoid, sigmoid_slope)),
        layer("tanh", "plain", x, lambda v, s: {"y": torch.tanh(v["x"])},
              elementwise(lambda v, s: np.tanh(v), lambda v, s: 1 - np.tanh(v) ** 2)),
        layer("relu", "plain", x, lambda v, s: {"y": F.relu(v["x"])},
              elementwise(lambda v, s: np.maximum(v, 0), lambda v, s: (v > 0) * 1.0), note="The derivative at 0 is 0; x[0, 0] is 0."),
    ]  # fmt: skip
    for case, slope in (("usual", 0.01), ("generic", 0.3)):
        found.append(
            layer("leakyReLU", "plain", x, lambda v, s: {"y": F.leaky_relu(v["x"], s["slope"])},
                  elementwise(lambda v, s: np.where(v > 0, v, s["slope"] * v), leak), {"slope": slope}, case,
                  "The derivative at 0 is slope; x[0, 0] is 0.")
        )  # fmt: skip
    for convention, alpha in (("shared", np.array([0.25])), ("perFeature", np.array([0.25, 0.1, -0.3, 0.5, 0.0]))):
        found.append(
            layer("prelu", convention, lambda g, alpha=alpha: {"x": with_zero(g), "alpha": alpha},
                  lambda v, s: {"y": F.prelu(v["x"], v["alpha"])}, prelu,
                  note="x [batch, features]; the derivative at 0 is alpha. dalpha is summed over all that share it.")
        )  # fmt: skip
    for case, alpha in (("usual", 1.0), ("generic", 0.6)):
        found.append(
            layer("elu", "plain", x, lambda v, s: {"y": F.elu(v["x"], s["alpha"])},
                  elementwise(lambda v, s: np.where(v > 0, v, s["alpha"] * expm1(v)),
                              lambda v, s: np.where(v > 0, 1, s["alpha"] * np.exp(np.minimum(v, 0)))),
                  {"alpha": alpha}, case, "The derivative at 0 is alpha; x[0, 0] is 0.")
        )  # fmt: skip
    found.append(
        layer("elu", "plain", lambda g: {"x": 1e-18 * g.standard_normal(X)}, lambda v, s: {"y": F.elu(v["x"], s["alpha"])},
              elementwise(lambda v, s: np.where(v > 0, v, s["alpha"] * expm1(v)),
                          lambda v, s: np.where(v > 0, 1, s["alpha"] * np.exp(np.minimum(v, 0)))),
              {"alpha": 0.6}, "small", "Inputs far below the unit roundoff, where e^x − 1 would be 0.")
    )  # fmt: skip
    found += [
        layer("silu", "plain", x, lambda v, s: {"y": F.silu(v["x"])},
              elementwise(lambda v, s: v * sigmoid(v), lambda v, s: sigmoid(v) * (1 + v * (1 - sigmoid(v)))), note="x·σ(x)."),
        layer("softplus", "plain", x, lambda v, s: {"y": F.softplus(v["x"], threshold=1000)},
              elementwise(lambda v, s: np.maximum(v, 0) + np.log1p(np.exp(-np.abs(v))), sigmoid),
              note="ln(1 + e^x). PyTorch's own threshold of 20 is lifted."),
        layer("gelu", "plain", x, lambda v, s: {"y": F.gelu(v["x"], approximate="tanh")}, gelu,
              note="F.gelu with approximate='tanh'."),
        layer("gelu", "exact", x, lambda v, s: {"y": F.gelu(v["x"])}, gelu_exact,
              note="F.gelu as it is, with the error function; the check beside it is x·Φ(x) by mpmath."),
        layer("logSoftmax", "plain", lambda g: {"x": g.standard_normal(X)}, lambda v, s: {"y": F.log_softmax(v["x"], -1)},
              log_softmax, case="usual", note="Over the last axis, a row an example."),
        layer("logSoftmax", "plain", lambda g: {"x": 1000 + 30 * g.standard_normal(X)},
              lambda v, s: {"y": F.log_softmax(v["x"], -1)}, log_softmax, case="large",
              note="Inputs near 1000, where e^x overflows: only the stable form is finite."),
        layer("softmax", "plain", lambda g: {"x": g.standard_normal(X)}, lambda v, s: {"y": F.softmax(v["x"], -1)}, softmax,
              case="usual", note="Over the last axis, a row an example."),
        layer("softmax", "plain", lambda g: {"x": 1000 + 30 * g.standard_normal(X)},
              lambda v, s: {"y": F.softmax(v["x"], -1)}, softmax, case="large",
              note="Inputs near 1000, where e^x overflows: only the stable form is finite."),
        layer("maxout", "plain",
              lambda g: {"x": g.standard_normal((5, 3)), "W": g.standard_normal((3, 4, 3)), "b": g.standard_normal((3, 4))},
              lambda v, s: {"y": (torch.einsum("koi,ni->nko", v["W"], v["x"]) + v["b"]).amax(1)}, maxout,
              note="x [batch, in], W [pieces, out, in], b [pieces, out], y [batch, out] = max over the pieces of Wx + b. PyTorch has no maxout: written with its operations."),
    ]  # fmt: skip
    return found
