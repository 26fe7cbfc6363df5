"""Schedules, at 50 digits; beside each, the plain double formula and, where one has it, a library's answer."""

import dataclasses
import math

import keras
import mpmath
import numpy as np
import optax
import torch
from mpmath import mpf

from common import Case, relative_difference

STEP = np.arange(1, 41, dtype=np.float64)


def scheduled(recipe, convention, settings, exact, plain, note="", library=None, case="", grid=STEP, output="learningRate"):
    numbers = {key: mpf(v) if isinstance(v, float) else v for key, v in settings.items()}
    value = np.array([float(exact(int(t), numbers)) for t in grid])
    check = relative_difference([plain(int(t), settings) for t in grid], value)
    cross = ""
    if library:
        name, answer = library
        cross = f"{name}: {relative_difference(np.asarray(answer, dtype=np.float64), value):.0e}"
    return Case(
        recipe, convention, "mpmath", {"step": grid, output: value}, settings, "schedules.py", case,
        note=note, formula_check=check, cross_check=cross,
    )  # fmt: skip


def by_torch(build, rate):
    """The rate used in epoch 1, 2, …; torch counts its epochs from 0."""
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=rate)
    scheduler = build(optimizer)
    found = []
    for step in STEP:
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if step < STEP[-1]:
            scheduler.step()
    return found


def piece(t, s, closed_left):
    past = sum(t >= edge if closed_left else t > edge for edge in s["boundaries"])
    return s["values"][past]


def piecewise():
    s = {"boundaries": [10, 25], "values": [0.1, 0.03, 0.002]}
    left, right = (lambda t, s: piece(t, s, True)), (lambda t, s: piece(t, s, False))
    # optax takes scales, so its last digit may differ
    ours = optax.piecewise_constant_schedule(0.1, {10: 0.3, 25: 0.002 / 0.03})
    theirs = keras.optimizers.schedules.PiecewiseConstantDecay(s["boundaries"], s["values"])
    return [
        scheduled("piecewiseConstant", "leftClosed", s, left, left,
                  "values[i] for boundaries[i−1] ≤ t < boundaries[i]: a boundary belongs to what follows it.",
                  ("optax", [ours(int(t)) for t in STEP])),
        scheduled("piecewiseConstant", "rightClosed", s, right, right,
                  "values[i] for boundaries[i−1] < t ≤ boundaries[i]: a boundary belongs to what precedes it.",
                  ("keras", [theirs(int(t)) for t in STEP])),
    ]  # fmt: skip


def smooth():
    rate = {"learningRate": 0.3}
    decay = optax.exponential_decay(0.3, 1, math.exp(-0.15))
    inverse = keras.optimizers.schedules.InverseTimeDecay(0.3, 1, 0.4)
    return [
        scheduled("exponentialDecay", "plain", rate | {"decay": 0.15},
                  lambda t, s: s["learningRate"] * mpmath.exp(-s["decay"] * t),
                  lambda t, s: s["learningRate"] * math.exp(-s["decay"] * t),
                  "η₀·e^(−λt); decay is λ.", ("optax", [decay(int(t)) for t in STEP])),
        scheduled("geometricDecay", "plain", rate | {"decay": 0.85},
                  lambda t, s: s["learningRate"] * s["decay"] ** t,
                  lambda t, s: s["learningRate"] * s["decay"] ** t,
                  "d^epoch·η₀ with the epoch as given, so the first epoch's rate is d·η₀; decay is d. PyTorch starts at η₀.",
                  ("torch ExponentialLR started one epoch later",
                   by_torch(lambda o: torch.optim.lr_scheduler.ExponentialLR(o, 0.85), 0.3 * 0.85))),
        scheduled("inverseTimeDecay", "plain", rate | {"decay": 0.4},
                  lambda t, s: s["learningRate"] / (1 + s["decay"] * t),
                  lambda t, s: s["learningRate"] / (1 + s["decay"] * t),
                  "η₀/(1 + kt); decay is k.", ("keras", [inverse(int(t)) for t in STEP])),
        scheduled("inverseRootDecay", "plain", rate | {"decay": 0.7},
                  lambda t, s: s["decay"] / mpmath.sqrt(t) * s["learningRate"],
                  lambda t, s: s["decay"] / math.sqrt(t) * s["learningRate"],
                  "d/√epoch·η₀, epochs from 1; decay is d."),
        scheduled("polynomialDecay", "plain", rate | {"beta": 0.25, "alpha": 0.75},
                  lambda t, s: s["learningRate"] * (s["beta"] * t + 1) ** -s["alpha"],
                  lambda t, s: s["learningRate"] * (s["beta"] * t + 1) ** -s["alpha"],
                  "η₀·(βt + 1)^(−α)."),
    ]  # fmt: skip


def cycle(t, s):
    start = s["learningRate"] / s["divisor"]
    end = start / s["finalDivisor"]
    if t < s["warmup"]:
        return start + (s["learningRate"] - start) * (t - 1) / (s["warmup"] - 1)
    return s["learningRate"] + (end - s["learningRate"]) * (t - s["warmup"]) / (s["total"] - s["warmup"])


def warmed():
    s = {"learningRate": 0.3, "warmup": 10}
    rule = lambda t, s: s["learningRate"] * min(mpf(t) / s["warmup"], 1)
    plain = lambda t, s: s["learningRate"] * min(t / s["warmup"], 1)
    linear = lambda o: torch.optim.lr_scheduler.LinearLR(o, start_factor=1 / 10, total_iters=9)
    found = [
        scheduled("linearWarmup", "plain", s, rule, plain,
                  "η₀·min(t/n, 1), steps from 1.", ("torch LinearLR", by_torch(linear, 0.3)))
    ]  # fmt: skip
    s = {"learningRate": 0.3, "warmup": 12, "total": 40, "divisor": 25.0, "finalDivisor": 100.0}
    once = lambda o: torch.optim.lr_scheduler.OneCycleLR(
        o, 0.3, total_steps=40, pct_start=12 / 40, anneal_strategy="linear", cycle_momentum=False, div_factor=25.0,
        final_div_factor=100.0,
    )  # fmt: skip
    found.append(
        scheduled("oneCycle", "plain", s, cycle, cycle,
                  "Steps from 1: η/d at step 1, η at step n, η/(d·f) at step N, straight lines between.",
                  ("torch OneCycleLR", by_torch(once, 0.3)))
    )  # fmt: skip
    return found


def half_cosine(share, s, cos, pi):
    return s["minimum"] + (s["learningRate"] - s["minimum"]) * (1 + cos(pi * share)) / 2


def cosine(first):
    """From η₀ to ηmin along half a cosine; the first step counts as `first`."""
    share = lambda t, s: min((t - 1 + first) / mpf(s["total"]), 1)
    return (
        lambda t, s: half_cosine(share(t, s), s, mpmath.cos, mpmath.pi),
        lambda t, s: half_cosine(float(share(t, s)), s, math.cos, math.pi),
    )


def warmed_cosine(first):
    """η₀·k/n up to step n, then half a cosine over the N − n steps that are left."""

    def at(t, s, cos, pi, number):
        k = t - 1 + first
        if k < s["warmup"]:
            return s["learningRate"] * k / s["warmup"]
        return half_cosine(min((k - s["warmup"]) / number(s["total"] - s["warmup"]), 1), s, cos, pi)

    return lambda t, s: at(t, s, mpmath.cos, mpmath.pi, mpf), lambda t, s: at(t, s, math.cos, math.pi, float)


def farthest(ours, **answers):
    """What several libraries say of the same steps, each with its largest difference."""
    return ", ".join(f"{name}: {relative_difference(np.asarray(a, dtype=np.float64), ours[: len(a)]):.0e}" for name, a in answers.items())


def cosines():
    s = {"learningRate": 0.3, "total": 30, "minimum": 0.02}
    rate, end = s["learningRate"], s["minimum"]
    count = STEP - 1
    libraries = {
        "optax cosine_decay_schedule": [optax.cosine_decay_schedule(rate, 30, end / rate)(int(k)) for k in count],
        "keras CosineDecay": [keras.optimizers.schedules.CosineDecay(rate, 30, end / rate)(int(k)) for k in count],
        # It rises again after T_max steps.
        "torch CosineAnnealingLR": by_torch(lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, 30, end), rate)[:31],
    }
    found = []
    for convention, first in (("fromZero", 0), ("fromOne", 1)):
        note = f"ηmin + (η₀ − ηmin)·(1 + cos(π·min(k/N, 1)))/2; the first step counts as k = {first}."
        found.append(scheduled("cosineDecay", convention, s, *cosine(first), note))
        if first == 0:
            found[-1].cross_check = farthest(found[-1].tensors["learningRate"], **libraries)
    s = {"learningRate": 0.3, "warmup": 8, "total": 30, "minimum": 0.02}
    warm = optax.warmup_cosine_decay_schedule(0, rate, 8, 30, end)
    also = keras.optimizers.schedules.CosineDecay(0.0, 22, end / rate, warmup_target=rate, warmup_steps=8)
    libraries = {
        "optax warmup_cosine_decay_schedule": [warm(int(k)) for k in count],
        "keras CosineDecay with warmup": [also(int(k)) for k in count],
    }
    schedulers = torch.optim.lr_scheduler
    both = lambda o: schedulers.SequentialLR(
        o, [schedulers.LinearLR(o, 1 / 8, total_iters=7), schedulers.CosineAnnealingLR(o, 22, end)], milestones=[7]
    )
    for convention, first in (("fromZero", 0), ("fromOne", 1)):
        note = f"η₀·k/n for k < n, then the cosine of (k − n)/(N − n); the first step counts as k = {first}."
        found.append(scheduled("warmupCosineDecay", convention, s, *warmed_cosine(first), note))
        ours = found[-1].tensors["learningRate"]
        answers = libraries if first == 0 else {"torch SequentialLR of LinearLR and CosineAnnealingLR": by_torch(both, rate)[:30]}
        found[-1].cross_check = farthest(ours, **answers)
    return found


def plateau(errors, s):
    """The rate used in each epoch: cut after an epoch whose error is above the one before."""
    rates = [s["learningRate"]]
    for before, now in zip(errors, errors[1:]):
        rates.append(rates[-1] * s["factor"] if now > before else rates[-1])
    # errors[0] cannot cut anything, so the rate of epoch 2 is that of epoch 1
    return [s["learningRate"], *rates][: len(errors)]


def steps():
    s = {"learningRate": 0.3, "factor": 0.5, "interval": 5}
    rule = lambda t, s: s["learningRate"] * s["factor"] ** ((t - 1) // s["interval"])
    found = [
        scheduled("stepDecay", "plain", s, rule, rule,
                  "η₀·factor^⌊(epoch − 1)/interval⌋, epochs from 1: the first `interval` epochs use η₀.",
                  ("torch StepLR", by_torch(lambda o: torch.optim.lr_scheduler.StepLR(o, 5, 0.5), 0.3)))
    ]  # fmt: skip
    s = {"learningRate": 0.3, "factor": 0.5}
    generator = np.random.default_rng(31)
    errors = np.round(2 / np.sqrt(STEP) + 0.15 * generator.standard_normal(40), 3)
    errors[20] = errors[19]  # an equal error is no reason to cut
    value = np.array(plateau(list(errors), s))
    loop = [s["learningRate"]]
    for epoch in range(1, 40):
        worse = epoch >= 2 and errors[epoch - 1] > errors[epoch - 2]
        loop.append(loop[-1] * (0.5 if worse else 1.0))
    found.append(
        Case(
            "plateauDecay", "plain", "numpy", {"step": STEP, "validationError": errors, "learningRate": value}, s,
            "schedules.py", seed=31,
            note="learningRate is the rate used in the epoch, before its validationError is known; it is cut for the next "
            "epoch when this epoch's error is above the last one's (equal: not). Halving is exact in binary. "
            "PyTorch's ReduceLROnPlateau compares with the best so far and is another rule.",
            formula_check=relative_difference(loop, value),
        )  # fmt: skip
    )
    return found


def momentum():
    grid = np.array([1, 100, 249, 250, 251, 499, 500, 749, 750, 1000, 1249, 1250, 2500, 6000, 12499, 12500, 25000, 130000.0])
    found = []
    for top in (0.999, 0.995, 0.99, 0.9, 0.0):
        found.append(
            scheduled(
                "momentumSchedule", "plain", {"maximum": top},
                lambda t, s: min(1 - mpf(2) ** (-1 - mpmath.log(t // 250 + 1, 2)), s["maximum"]),
                lambda t, s: min(1 - 2 ** (-1 - math.log2(t // 250 + 1)), s["maximum"]),
                "min(1 − 2^(−1−log₂(⌊t/250⌋+1)), μmax).", case=f"maximum{top:g}".replace(".", "_"), grid=grid,
                output="momentum",
            )  # fmt: skip
        )
    return found


class _Model:
    stop_training = False

    def __init__(self, epochs):
        self.epochs, self.at = epochs, 0

    def get_weights(self):
        return [value[self.at].copy() for value in self.epochs.values()]

    def set_weights(self, weights):
        self.restored = weights


def stopping():
    generator = np.random.default_rng(32)
    noisy = np.round(1 / np.sqrt(STEP[:30]) + 0.08 * generator.standard_normal(30), 3)
    falling = np.round(1 / STEP[:12], 6)
    tie = np.array([0.9, 0.5, 0.5, 0.6, 0.5, 0.4, 0.7])
    found = []
    for case, losses, patience in (("noisy", noisy, 4), ("neverStops", falling, 3), ("ties", tie, 3), ("patience1", noisy, 1)):
        callback = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True, mode="min")
        epochs = {"W": generator.standard_normal((len(losses), 2, 3)), "b": generator.standard_normal((len(losses), 2))}
        kept = {name: np.zeros_like(value) for name, value in epochs.items()}
        model = _Model(epochs)
        callback.set_model(model)
        callback.on_train_begin()
        stop = len(losses)
        for epoch, loss in enumerate(losses):
            model.at = epoch
            callback.on_epoch_end(epoch, {"val_loss": float(loss)})
            for name, value in zip(epochs, callback.best_weights):
                kept[name][epoch:] = value
            if model.stop_training:
                stop = epoch + 1
                break
        callback.on_train_end()
        best = callback.best_epoch + 1
        restored = all(np.array_equal(kept[name][-1], value) for name, value in zip(epochs, model.restored))

        seen = losses[0]
        ours_best, ours_stop = 1, len(losses)
        for epoch, loss in enumerate(losses, 1):
            if loss < seen:
                seen, ours_best = loss, epoch
            if epoch - ours_best >= patience:
                ours_stop = epoch
                break
        found.append(
            Case(
                "earlyStopping", "plain", "keras",
                {"validationLoss": losses, "stopEpoch": np.array(float(stop)), "bestEpoch": np.array(float(best))},
                {"patience": patience}, "schedules.py", case, seed=32 if losses is noisy else None,
                note="Epochs from 1. stopEpoch is the last epoch trained: the one that makes `patience` without a strictly lower "
                "loss, or the last of all.",
                formula_check=float((ours_best, ours_stop) != (best, stop)),
            )  # fmt: skip
        )
        weights = {f"epochWeights/{name}": value for name, value in epochs.items()}
        # before the first epoch; Keras never gets to see it
        start = {name: generator.standard_normal(value.shape[1:]) for name, value in epochs.items()}
        weights |= {f"parameters/{name}": value for name, value in start.items()}
        weights |= {f"weights/{name}": np.concatenate([start[name][None], value]) for name, value in kept.items()}
        ours = {name: np.array([value[np.argmin(losses[: min(epoch, ours_stop)])] for epoch in range(1, len(losses) + 1)])
                for name, value in epochs.items()}  # fmt: skip
        found.append(
            dataclasses.replace(
                found[-1],
                convention="restoringBest",
                tensors=found[-1].tensors | weights,
                seed=32,
                note=found[-1].note + " epochWeights are those after each epoch; weights what Keras holds for the best so far "
                "(the start first), at the end what it restores.",
                formula_check=float(not restored or any(np.any(ours[name] != kept[name]) for name in ours)),
            )
        )
    return found


def cases():
    return piecewise() + smooth() + warmed() + cosines() + steps() + momentum() + stopping()
