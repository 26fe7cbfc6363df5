"""What has no slope or only moves numbers: flattening, one-hot rows, decisions, accuracy, constants; and least squares."""

import mpmath
import numpy as np
import torch
import torch.nn.functional as F

from common import Case, relative_difference
from layer_cases import generator_for, layer


def plain(recipe, convention, tensors, expected, settings, note, source="torch", case=""):
    """A case without a way back; `expected` are the same outputs by a formula."""
    seed, _ = generator_for(f"{recipe}/{convention}/{case}")
    tensors = {name: np.asarray(value, dtype=np.float64) for name, value in tensors.items()}
    check = max(relative_difference(value, tensors[name]) for name, value in expected.items())
    return Case(recipe, convention, source, tensors, settings, "layers_discrete.py", case, seed, note, formula_check=check)


def scores(recipe):
    """Scores of four classes, small whole numbers, so that some are equal."""
    _, generator = generator_for(recipe)
    return generator.integers(-2, 3, (9, 4)).astype(np.float64), generator.integers(0, 4, 9)


def first_largest(row):
    return next(index for index, value in enumerate(row) if value == max(row))


def classes():
    found = []
    for first, convention in enumerate(("fromZero", "fromOne")):
        z, labels = scores("oneHot")
        rows = F.one_hot(torch.tensor(labels), 4).numpy()
        expected = [[float(place == label) for place in range(4)] for label in labels]
        found.append(
            plain("oneHot", convention, {"labels": labels + first, "z": z, "y": rows}, {"y": expected}, {},
                  f"labels [batch], counted from {first}; y [batch, classes]; z only says how many classes there are.")
        )  # fmt: skip
        x, _ = scores("argmax")
        decisions = torch.argmax(torch.tensor(x), 1).numpy() + first
        expected = [first_largest(row) + first for row in x]
        found.append(
            plain("argmax", convention, {"x": x, "y": decisions}, {"y": expected}, {},
                  f"x [batch, classes]; y [batch], counted from {first}; of equal scores the first.")
        )  # fmt: skip
    y, labels = scores("accuracy")
    decision = torch.argmax(torch.tensor(y), 1).numpy()
    share = (decision == labels).mean()
    expected = sum(first_largest(row) == label for row, label in zip(y, labels)) / len(y)
    return found + [
        plain("accuracy", "plain", {"y": y, "labels": labels, "decision": decision, "accuracy": share}, {"accuracy": expected},
              {}, "The share of rows whose first largest score is the label's.")
    ]  # fmt: skip


def least_squares(case, points, features, outputs, offset):
    """NumPy's own solver beside the normal equations of [x 1], solved with 50 digits."""
    _, generator = generator_for(f"leastSquares/{case}")
    x = generator.standard_normal((points, features)) + offset
    target = x @ generator.standard_normal((features, outputs)) + 0.4 + 0.1 * generator.standard_normal((points, outputs))
    design = np.hstack([x, np.ones((points, 1))])
    solution = np.linalg.lstsq(design, target, rcond=None)[0]
    exact = mpmath.matrix(design.tolist())
    solved = lambda column: list(mpmath.lu_solve(exact.T * exact, exact.T * mpmath.matrix(column.tolist())))
    expected = np.array([solved(column) for column in target.T], dtype=np.float64).T
    tensors = {"x": x, "target": target, "W": solution[:-1].T, "b": solution[-1]}
    tensors["y"] = design @ solution
    tensors["loss"] = np.mean((tensors["y"] - target) ** 2)
    return plain(
        "leastSquares", "plain", tensors, {"W": expected[:-1].T, "b": expected[-1]}, {},
        "x [points, in], target [points, out]; W [out, in] and b minimise ‖xWᵀ + b − target‖² (numpy.linalg.lstsq on [x 1]); "
        "loss is the mean over all elements there.", "numpy", case,
    )  # fmt: skip


def constant():
    return [
        plain("constantInitializer", "plain", {"like": np.zeros((3, 4)), "W": torch.nn.init.constant_(torch.empty(3, 4), value)},
              {"W": np.full((3, 4), value)}, {"value": value}, "Every entry is `value`.", case=case)
        for case, value in (("zero", 0.0), ("half", 0.5))
    ]  # fmt: skip


def cases():
    normal = lambda g: {"x": g.standard_normal((3, 2, 4, 5))}
    return [
        layer("flatten", "plain", normal, lambda v, s: {"y": torch.flatten(v["x"], 1)},
              lambda v, s: {"y": v["x"].reshape(3, -1), "dx": v["dy"].reshape(3, 2, 4, 5)},
              note="x [batch, channels, height, width], y [batch, features]: channels, rows, columns, the last fastest."),
        *classes(),
        *constant(),
        least_squares("usual", 20, 3, 1, 0),
        least_squares("severalOutputs", 30, 4, 3, 0),
        least_squares("farFromZero", 25, 2, 1, 30),
    ]  # fmt: skip
