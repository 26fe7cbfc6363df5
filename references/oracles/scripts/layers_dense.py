"""Dense, embedding, pooling, convolution."""

import itertools

import numpy as np
import torch
import torch.nn.functional as F

from layer_cases import layer

CHANNELS_FIRST = "Layout [batch, channels, length] or [batch, channels, height, width]."


def dense(v, s):
    return {"y": v["x"] @ v["W"].T + v["b"], "dx": v["dy"] @ v["W"], "dW": v["dy"].T @ v["x"], "db": v["dy"].sum(0)}


def embedding(v, s):
    index = v["indices"].astype(int)
    gradient = np.zeros_like(v["W"])
    for place in np.ndindex(index.shape):
        gradient[index[place]] += v["dy"][place]
    return {"y": v["W"][index], "dW": gradient}


def windows(shape, size, stride, padding):
    """Pairs (output position, the padded input positions of its window) over any number of axes."""
    counts = [(length + 2 * padding - size) // stride + 1 for length in shape]
    for place in itertools.product(*map(range, counts)):
        yield place, tuple(slice(p * stride, p * stride + size) for p in place)


def spread(value, axes, padding, filler=0.0):
    widths = [(0, 0)] * (value.ndim - axes) + [(padding, padding)] * axes
    return np.pad(value, widths, constant_values=filler)


def trimmed(value, axes, padding):
    return value[(..., *[slice(padding, value.shape[axis] - padding) for axis in range(-axes, 0)])]


def convolution(axes):
    def formula(v, s):
        x = spread(v["x"], axes, s["padding"])
        y, dx, dW = np.zeros_like(v["dy"]), np.zeros_like(x), np.zeros_like(v["W"])
        for place, window in windows(v["x"].shape[2:], s["size"], s["stride"], s["padding"]):
            patch = x[(slice(None), slice(None), *window)]
            flat = patch.reshape(len(patch), -1)
            up = v["dy"][(slice(None), slice(None), *place)]
            kernels = v["W"].reshape(len(v["W"]), -1)
            y[(slice(None), slice(None), *place)] = flat @ kernels.T + v["b"]
            dx[(slice(None), slice(None), *window)] += (up @ kernels).reshape(patch.shape)
            dW += (up.T @ flat).reshape(dW.shape)
        rest = (0, *range(2, 2 + axes))
        return {"y": y, "dx": trimmed(dx, axes, s["padding"]), "dW": dW, "db": v["dy"].sum(rest)}

    return formula


def average_pool(axes):
    def formula(v, s):
        x = spread(v["x"], axes, s["padding"])
        real = spread(np.ones_like(v["x"]), axes, s["padding"])
        y, dx = np.zeros_like(v["dy"]), np.zeros_like(x)
        rest = tuple(range(-axes, 0))
        for place, window in windows(v["x"].shape[2:], s["size"], s["stride"], s["padding"]):
            inside = (slice(None), slice(None), *window)
            at = (slice(None), slice(None), *place)
            count = s["size"] ** axes if s["countPadding"] else real[inside][0, 0].sum()
            y[at] = x[inside].sum(rest) / count
            dx[inside] += v["dy"][at].reshape(*v["dy"][at].shape, *[1] * axes) / count
        return {"y": y, "dx": trimmed(dx, axes, s["padding"])}

    return formula


def max_pool(axes):
    def formula(v, s):
        x = spread(v["x"], axes, s["padding"], -np.inf)
        y, dx = np.zeros_like(v["dy"]), np.zeros_like(x)
        for place, window in windows(v["x"].shape[2:], s["size"], s["stride"], s["padding"]):
            for n, c in np.ndindex(x.shape[:2]):
                patch = x[(n, c, *window)]
                first = np.unravel_index(np.argmax(patch), patch.shape)
                y[(n, c, *place)] = patch[first]
                dx[(n, c, *window)][first] += v["dy"][(n, c, *place)]
        return {"y": y, "dx": trimmed(dx, axes, s["padding"])}

    return formula


def depthwise(v, s):
    kernel = v["W"].shape[1:]
    x, dx = spread(v["x"], 2, s["padding"]), spread(np.zeros_like(v["x"]), 2, s["padding"])
    y, dW = np.zeros_like(v["dy"]), np.zeros_like(v["W"])
    for row, column in np.ndindex(y.shape[2:]):
        at = tuple(slice(p * s["stride"], p * s["stride"] + k) for p, k in zip((row, column), kernel))
        patch, up = x[(..., *at)], v["dy"][:, :, row, column, None, None]
        y[:, :, row, column] = (patch * v["W"]).sum((2, 3)) + v["b"]
        dx[(..., *at)] += up * v["W"]
        dW += (up * patch).sum(0)
    return {"y": y, "dx": trimmed(dx, 2, s["padding"]), "dW": dW, "db": v["dy"].sum((0, 2, 3))}


def transposed(v, s):
    kernel = v["W"].shape[2:]
    y = spread(np.zeros_like(v["dy"]), 2, s["padding"])
    up = spread(v["dy"], 2, s["padding"])
    dx, dW = np.zeros_like(v["x"]), np.zeros_like(v["W"])
    for row, column in np.ndindex(v["x"].shape[2:]):
        at = tuple(slice(p * s["stride"], p * s["stride"] + k) for p, k in zip((row, column), kernel))
        entry = v["x"][:, :, row, column]
        y[(..., *at)] += np.einsum("ni,iohw->nohw", entry, v["W"])
        dx[:, :, row, column] = np.einsum("nohw,iohw->ni", up[(..., *at)], v["W"])
        dW += np.einsum("ni,nohw->iohw", entry, up[(..., *at)])
    y = trimmed(y, 2, s["padding"]) + v["b"][:, None, None]
    return {"y": y, "dx": dx, "dW": dW, "db": v["dy"].sum((0, 2, 3))}


def graph(convention):
    def mixing(v):
        linked = v["adjacency"] + np.eye(len(v["adjacency"]))
        degree = linked.sum(1)
        if convention == "rowMean":
            return np.diag(1 / degree) @ linked
        root = np.diag(1 / np.sqrt(degree))
        return root @ linked @ root

    def formula(v):
        mix = mixing(v)
        mixed = mix.T @ v["dy"]
        return {
            "y": mix @ v["x"] @ v["W"].T + v["b"], "dx": mixed @ v["W"], "dW": mixed.T @ v["x"], "db": v["dy"].sum(0),
        }  # fmt: skip

    def run(v, s):
        # Neighbour by neighbour, as the paper's equation 2 sums them up.
        linked = v["adjacency"] + torch.eye(len(v["adjacency"]))
        degree = linked.sum(1)
        rows = []
        for i in range(len(linked)):
            share = linked[i] / degree[i] if convention == "rowMean" else linked[i] / torch.sqrt(degree[i] * degree)
            rows.append(sum(share[j] * F.linear(v["x"][j], v["W"]) for j in range(len(linked))) + v["b"])
        return {"y": torch.stack(rows)}

    return run, lambda v, s: formula(v)


def linked(g, count=6):
    upper = np.triu(g.uniform(size=(count, count)) < 0.45, 1)
    return (upper | upper.T) * 1.0


def cases():
    normal = lambda **shapes: lambda g: {name: g.standard_normal(shape) for name, shape in shapes.items()}
    found = [
        layer("dense", "plain", normal(x=(5, 3), W=(4, 3), b=(4,)), lambda v, s: {"y": F.linear(v["x"], v["W"], v["b"])}, dense,
              note="x [batch, in], W [out, in], b [out], y = xWᵀ + b [batch, out]; db is summed over the batch."),
        layer("embedding", "plain",
              lambda g: {"indices": np.array([[0, 3, 3, 1], [5, 3, 0, 2]]), "W": g.standard_normal((6, 3))},
              lambda v, s: {"y": F.embedding(v["indices"].long(), v["W"])}, embedding, fixed=("indices",),
              note="indices [batch, time] from 0, W [vocabulary, features], y [batch, time, features]; repeated indices add up in dW."),
    ]  # fmt: skip
    plans = [("overlapping", 3, 2, 0), ("padded", 3, 2, 1)]
    for axes, function, shape in ((1, F.avg_pool1d, (2, 3, 9)), (2, F.avg_pool2d, (2, 2, 7, 6))):
        run = lambda v, s, function=function: {
            "y": function(v["x"], s["size"], s["stride"], s["padding"], count_include_pad=s["countPadding"])
        }
        for case, size, stride, padding in [("whole", 2, 2, 0), *plans, ("paddedUncounted", 3, 2, 1)]:
            settings = {"size": size, "stride": stride, "padding": padding, "countPadding": case != "paddedUncounted"}
            found.append(
                layer(f"averagePool{axes}D", "plain", normal(x=shape), run, average_pool(axes), settings, case,
                      CHANNELS_FIRST + " countPadding: the padding's zeros count in the mean (PyTorch's default; Keras's 'same' does not).")
            )  # fmt: skip
    found.append(
        layer("averagePool1D", "plain", normal(x=(2, 3, 6)),
              lambda v, s: {"y": F.avg_pool1d(v["x"], 6)}, average_pool(1),
              {"size": 6, "stride": 6, "padding": 0, "countPadding": True}, "global",
              CHANNELS_FIRST + " One window over the whole length, as in the text classifier of 001.")
    )  # fmt: skip
    for axes, function, shape in ((1, F.max_pool1d, (2, 3, 9)), (2, F.max_pool2d, (2, 2, 7, 6))):
        run = lambda v, s, function=function: {"y": function(v["x"], s["size"], s["stride"], s["padding"])}
        for case, size, stride, padding in [("whole", 2, 2, 0), *plans]:
            settings = {"size": size, "stride": stride, "padding": padding}
            found.append(
                layer(f"maxPool{axes}D", "plain", normal(x=shape), run, max_pool(axes), settings, case,
                      CHANNELS_FIRST + " Padding is −∞.")
            )  # fmt: skip
        found.append(
            layer(f"maxPool{axes}D", "plain", lambda g, shape=shape: {"x": g.integers(0, 3, shape)}, run, max_pool(axes),
                  {"size": 2, "stride": 2, "padding": 0}, "ties",
                  CHANNELS_FIRST + " Small whole numbers: of equal maxima the first (rows, then columns) takes the gradient.")
        )  # fmt: skip
    for axes, function, x, W in (
        (1, F.conv1d, (2, 3, 8), (4, 3, 3)),
        (2, F.conv2d, (2, 2, 6, 5), (3, 2, 3, 3)),
    ):
        run = lambda v, s, function=function: {"y": function(v["x"], v["W"], v["b"], s["stride"], s["padding"])}
        for case, stride, padding in (("plain", 1, 0), ("stridedPadded", 2, 1)):
            found.append(
                layer(f"conv{axes}D", "plain", normal(x=x, W=W, b=(W[0],)), run, convolution(axes),
                      {"size": 3, "stride": stride, "padding": padding}, case,
                      CHANNELS_FIRST + " W [out, in, size…], b [out]; cross-correlation (the kernel is not turned round), zero padding on both sides.")
            )  # fmt: skip
    for case, x, W, stride, padding in (
        ("plain", (2, 3, 6, 5), (3, 3, 2), 1, 0),
        ("stridedPadded", (2, 2, 7, 6), (2, 3, 3), 2, 1),
    ):
        found.append(
            layer("depthwiseConv2D", "plain", normal(x=x, W=W, b=(W[0],)),
                  lambda v, s: {"y": F.conv2d(v["x"], v["W"][:, None], v["b"], s["stride"], s["padding"], groups=len(v["W"]))},
                  depthwise, {"stride": stride, "padding": padding}, case,
                  CHANNELS_FIRST + " W [channels, size…]: F.conv2d with as many groups as channels, whose W has an axis of 1 more.")
        )  # fmt: skip
    for case, x, W, stride, padding in (
        ("plain", (2, 2, 3, 4), (2, 3, 3, 3), 2, 0),
        ("stridedPadded", (2, 3, 4, 3), (3, 2, 4, 3), 3, 1),
        ("overlapping", (1, 2, 4, 3), (2, 2, 3, 2), 1, 1),
    ):
        found.append(
            layer("transposedConv2D", "plain", normal(x=x, W=W, b=(W[1],)),
                  lambda v, s: {"y": F.conv_transpose2d(v["x"], v["W"], v["b"], s["stride"], s["padding"])},
                  transposed, {"stride": stride, "padding": padding}, case,
                  CHANNELS_FIRST + " W [in, out, size…]; (n − 1)·stride − 2·padding + size places, no output padding.")
        )  # fmt: skip
    for convention in ("symmetric", "rowMean"):
        run, formula = graph(convention)
        found.append(
            layer("graphConvolution", convention,
                  lambda g: {"x": g.standard_normal((6, 4)), "adjacency": linked(g), "W": g.standard_normal((3, 4)), "b": g.standard_normal(3)},
                  run, formula, fixed=("adjacency",),
                  note="x [node, in], adjacency [node, neighbour] without the diagonal, W [out, in]; no library: neighbour by "
                  "neighbour in PyTorch, as matrices in NumPy.")
        )  # fmt: skip
    return found
