"""004's line search: every step tries every rate of a list and keeps the weights of lowest loss."""

import mpmath
import numpy as np
import torch

from common import Case, worst

RATES = [0.1, 0.5, 1.0, 5.0, 10.0]
STEPS = 25


def data(seed=21):
    generator = np.random.default_rng(seed)
    x = generator.standard_normal(8)
    y = 1 / (1 + np.exp(-(1.7 * x - 0.6))) + 0.05 * generator.standard_normal(8)
    return x, y, float(generator.standard_normal()), float(generator.standard_normal())


def search(x, y, w, b):
    x, y = torch.tensor(x), torch.tensor(y)
    loss = lambda w, b: 0.5 * torch.sum((torch.sigmoid(w * x + b) - y) ** 2)
    w, b = torch.tensor(w), torch.tensor(b)
    found = {"weights/w": [w.item()], "weights/b": [b.item()]}
    record = {key: [] for key in ("gradients/w", "gradients/b", "losses", "chosenRate", "loss")}
    for _ in range(STEPS):
        w, b = w.detach().requires_grad_(), b.detach().requires_grad_()
        dw, db = torch.autograd.grad(loss(w, b), (w, b))
        with torch.no_grad():
            losses = [loss(w - rate * dw, b - rate * db).item() for rate in RATES]
            best = int(np.argmin(losses))
            w, b = w - RATES[best] * dw, b - RATES[best] * db
        for key, value in zip(record, (dw.item(), db.item(), losses, RATES[best], losses[best])):
            record[key].append(value)
        found["weights/w"].append(w.item())
        found["weights/b"].append(b.item())
    return {key: np.array(value) for key, value in (found | record).items()}


def formula(x, y, w, b):
    x, y, w, b = [mpmath.mpf(v) for v in x], [mpmath.mpf(v) for v in y], mpmath.mpf(w), mpmath.mpf(b)
    f = lambda w, b: [1 / (1 + mpmath.exp(-(w * v + b))) for v in x]
    loss = lambda w, b: sum((a - t) ** 2 for a, t in zip(f(w, b), y)) / 2
    found = {"weights/w": [w], "weights/b": [b], "losses": [], "chosenRate": [], "gradients/w": []}
    for _ in range(STEPS):
        out = f(w, b)
        dw = sum((a - t) * a * (1 - a) * v for a, t, v in zip(out, y, x))
        db = sum((a - t) * a * (1 - a) for a, t in zip(out, y))
        losses = [loss(w - rate * dw, b - rate * db) for rate in map(mpmath.mpf, RATES)]
        rate = RATES[losses.index(min(losses))]
        w, b = w - rate * dw, b - rate * db
        for key, value in zip(found, (w, b, losses, rate, dw)):
            found[key].append(value)
    return {key: np.array(value, dtype=object).astype(np.float64) for key, value in found.items()}


def cases():
    x, y, w, b = data()
    tensors = {"x": x, "y": y, "parameters/w": np.array(w), "parameters/b": np.array(b)} | search(x, y, w, b)
    return [
        Case(
            "lineSearch", "plain", "torch", tensors, {"learningRates": RATES}, "line_search.py", seed=21,
            note="Sigmoid neuron, loss ½Σ(f − y)² summed over the points, gradients by autograd; gradients, losses (one a "
            "rate), chosenRate and loss are outputs. The first of equal losses wins.",
            formula_check=worst(formula(x, y, w, b), tensors),
        )  # fmt: skip
    ]
