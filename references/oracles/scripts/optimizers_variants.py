"""What courses set beside the plain rules: a centred square, a momentum, a dampening, a penalty, another place of a maximum."""

import optax
import torch

import formulas
from formulas import _max, _sqrt, average, moments
from frameworks import optax_rate, optax_trace, torch_trace
from optimizer_cases import traced, variants
from optimizers_adam import GENERIC, USUAL, by_torch

SQUARES = {"squareAverage": "square_avg"}


def centred(w, g, t, rate, state, s):
    r, m = average(state, "r", g * g, s["decay"]), average(state, "m", g, s["decay"])
    return w - rate * g / (_sqrt(r - m * m) + s["epsilon"]), {"squareAverage": r, "gradientAverage": m}


def centred_by_torch(inputs, s):
    build = lambda p: torch.optim.RMSprop(p, lr=s.get("learningRate", 1.0), alpha=s["decay"], eps=s["epsilon"], centered=True)
    return torch_trace(build, inputs, s, SQUARES | {"gradientAverage": "grad_avg"})


def with_momentum(w, g, t, rate, state, s):
    r = average(state, "r", g * g, s["decay"])
    v = state["v"] = s["momentum"] * state.get("v", 0) + g / (_sqrt(r) + s["epsilon"])
    return w - rate * v, {"squareAverage": r, "velocity": v}


def with_momentum_by_torch(inputs, s):
    build = lambda p: torch.optim.RMSprop(
        p, lr=s.get("learningRate", 1.0), alpha=s["decay"], eps=s["epsilon"], momentum=s["momentum"]
    )
    return torch_trace(build, inputs, s, SQUARES | {"velocity": "momentum_buffer"})


def dampened(w, g, t, rate, state, s):
    v = state["v"] = g if t == 1 else s["momentum"] * state["v"] + (1 - s["dampening"]) * g
    return w - rate * v, {"velocity": v}


def dampened_by_torch(inputs, s):
    build = lambda p: torch.optim.SGD(
        p, lr=s.get("learningRate", 1.0), momentum=s["momentum"], dampening=s["dampening"]
    )
    return torch_trace(build, inputs, s, {"velocity": "momentum_buffer"})


def penalised(w, g, t, rate, state, s):
    return w - rate * (g + s["weightDecay"] * w), {}


def penalised_by_torch(inputs, s):
    build = lambda p: torch.optim.SGD(p, lr=s.get("learningRate", 1.0), weight_decay=s["weightDecay"])
    return torch_trace(build, inputs, s, {})


def adam_penalised(w, g, t, rate, state, s):
    m, v, mh, vh = moments(g + s["weightDecay"] * w, t, state, s)
    return w - rate * mh / (_sqrt(vh) + s["epsilon"]), {"m": m, "v": v, "mHat": mh, "vHat": vh}


def adam_penalised_by_torch(inputs, s):
    return by_torch(torch.optim.Adam, weight_decay=s["weightDecay"])(inputs, s)


def adamw_paper(w, g, t, rate, state, s):
    m, v, mh, vh = moments(g, t, state, s)
    return w - s["weightDecay"] * w - rate * mh / (_sqrt(vh) + s["epsilon"]), {"m": m, "v": v, "mHat": mh, "vHat": vh}


def adamw_paper_by_torch(inputs, s):
    return by_torch(torch.optim.AdamW, weight_decay=s["weightDecay"] / s["learningRate"])(inputs, s)


def corrected_first(w, g, t, rate, state, s):
    m, v, mh, vh = moments(g, t, state, s)
    top = state["top"] = _max(state.get("top", 0 * g), vh)
    return w - rate * mh / (_sqrt(top) + s["epsilon"]), {"m": m, "v": v, "vMax": top}


def corrected_first_by_optax(inputs, s):
    transform = optax.amsgrad(optax_rate(inputs, s), s["beta1"], s["beta2"], s["epsilon"])
    read = lambda state: {"m": state[0].mu, "v": state[0].nu, "vMax": state[0].nu_max}
    return optax_trace(transform, inputs, read)


def cases():
    squares = {"learningRate": 0.01, "decay": 0.99, "epsilon": 1e-8}
    generic = {"learningRate": 0.07, "decay": 0.7, "epsilon": 0.03}
    found = traced(
        "rmspropCentred", "plain", "torch", variants(squares, generic), centred_by_torch, centred,
        note="torch.optim.RMSprop with centered.", formula="w ← w − η·g/(√(E[g²] − E[g]²) + ε)",
    )  # fmt: skip
    found += traced(
        "rmspropMomentum", "plain", "torch", variants(squares | {"momentum": 0.9}, generic | {"momentum": 0.8}, drop=True),
        with_momentum_by_torch, with_momentum,
        note="torch.optim.RMSprop with momentum; the velocity is not scaled by the rate.",
        formula="v ← γv + g/(√E[g²] + ε); w ← w − ηv",
    )  # fmt: skip
    found += traced(
        "momentumDampened", "plain", "torch",
        variants(
            {"learningRate": 0.01, "momentum": 0.9, "dampening": 0.5},
            {"learningRate": 0.07, "momentum": 0.8, "dampening": 0.3}, drop=True,
        ),
        dampened_by_torch, dampened, note="The first velocity is the gradient itself.",
        formula="v ← g at step 1, then γv + (1 − τ)g; w ← w − ηv",
    )  # fmt: skip
    found += traced(
        "gradientDescentL2", "plain", "torch",
        variants({"learningRate": 0.01, "weightDecay": 0.01}, {"learningRate": 0.07, "weightDecay": 0.2}, drop=True),
        penalised_by_torch, penalised, note="Biases are penalised too.", formula="w ← w − η(g + λw)",
    )  # fmt: skip
    found += traced(
        "adamL2", "plain", "torch",
        variants(USUAL | {"weightDecay": 0.01}, GENERIC | {"weightDecay": 0.2}),
        adam_penalised_by_torch, adam_penalised, derive=True,
        note="torch.optim.Adam with weight_decay.", formula="g + λw in the place of g",
    )  # fmt: skip
    found += traced(
        "adamw", "paper", "torch",
        variants(USUAL | {"weightDecay": 0.01}, GENERIC | {"weightDecay": 0.2}),
        adamw_paper_by_torch, adamw_paper, derive=True,
        note="torch.optim.AdamW with weight_decay λ/η, so that η falls away.", formula="w ← w − λw − η·m̂/(√v̂+ε)",
    )  # fmt: skip
    found += traced(
        "amsgrad", "correctedFirst", "optax", variants(USUAL, GENERIC), corrected_first_by_optax, corrected_first,
        note="optax.amsgrad as it is by default; vMax is the maximum over corrected v.",
    )  # fmt: skip
    return found
