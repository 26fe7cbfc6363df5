"""What students and libraries use beyond the notes: RAdam, Lion, LAMB, Adafactor, Yogi, AdaBelief, Muon."""

from unittest import mock

import optax
import torch

import formulas
from frameworks import optax_rate, optax_trace, torch_trace
from optimizer_cases import traced, variants
from optimizers_adam import GENERIC, USUAL, by_torch

MOMENTS_OF_OPTAX = lambda state: {"m": state[0].mu, "v": state[0].nu}


def lion(inputs, s):
    transform = optax.lion(optax_rate(inputs, s), s["beta1"], s["beta2"], weight_decay=s["weightDecay"])
    return optax_trace(transform, inputs, lambda state: {"m": state[0].mu})


def lamb(inputs, s):
    transform = optax.lamb(optax_rate(inputs, s), s["beta1"], s["beta2"], s["epsilon"], weight_decay=s["weightDecay"])
    return optax_trace(transform, inputs, MOMENTS_OF_OPTAX)


def yogi(inputs, s):
    transform = optax.chain(
        optax.scale_by_yogi(s["beta1"], s["beta2"], s["epsilon"], initial_accumulator_value=s["initialAccumulator"]),
        optax.scale_by_learning_rate(optax_rate(inputs, s)),
    )
    return optax_trace(transform, inputs, MOMENTS_OF_OPTAX)


def adabelief(inputs, s):
    transform = optax.adabelief(optax_rate(inputs, s), s["beta1"], s["beta2"], s["epsilon"], s["epsilonRoot"])
    return optax_trace(transform, inputs, MOMENTS_OF_OPTAX)


def adafactor(inputs, s):
    build = lambda p: torch.optim.Adafactor(
        p,
        lr=s["learningRate"],
        beta2_decay=s["decayExponent"],
        eps=(s["epsilon1"], s["epsilon2"]),
        d=s["threshold"],
        weight_decay=s["weightDecay"],
    )
    names = {"rowAverage": "row_var", "columnAverage": "col_var", "squareAverage": "variance"}
    weights, states = torch_trace(build, inputs, s, names)
    for entry in states:
        entry["rowAverage"] = {name: value[:, 0] for name, value in entry["rowAverage"].items()}
        entry["columnAverage"] = {name: value[0, :] for name, value in entry["columnAverage"].items()}
    return weights, states


def muon(inputs, s):
    build = lambda p: torch.optim.Muon(
        p,
        lr=s["learningRate"],
        weight_decay=s["weightDecay"],
        momentum=s["momentum"],
        ns_coefficients=tuple(s["coefficients"]),
        eps=s["epsilon"],
        ns_steps=s["iterations"],
    )
    return torch_trace(build, inputs, s, {"m": "momentum_buffer"})


def muon_in_double(inputs, s):
    """PyTorch's own code with its one cast to bfloat16 left out."""
    with mock.patch.object(torch.Tensor, "bfloat16", lambda value: value.clone()):
        return muon(inputs, s)


def cases():
    found = traced(
        "radam", "plain", "torch",
        variants(USUAL | {"threshold": 5.0}, GENERIC | {"beta2": 0.9, "threshold": 5.0}),
        by_torch(torch.optim.RAdam), formulas.radam,
        note="Rectified when ρₜ > 5 (optax: ≥ 5; the paper: > 4), ε added to √v before its correction. "
        "β₂ is 0.9 in the generic case: with 0.65 ρ never passes the threshold.",
        formula="ρ∞ = 2/(1−β₂) − 1; ρₜ = ρ∞ − 2tβ₂ᵗ/(1−β₂ᵗ); if ρₜ > threshold: w ← w − η·m̂·r·√(1−β₂ᵗ)/(√v+ε), "
        "r = √((ρₜ−4)(ρₜ−2)ρ∞/((ρ∞−4)(ρ∞−2)ρₜ)); else w ← w − η·m̂",
    )  # fmt: skip
    found += traced(
        "lion", "plain", "optax",
        variants(
            {"learningRate": 0.001, "beta1": 0.9, "beta2": 0.99, "weightDecay": 0.001},
            {"learningRate": 0.07, "beta1": 0.8, "beta2": 0.65, "weightDecay": 0.2},
        ),
        lion, formulas.lion,
        note="sign(0) is 0; the decay is multiplied by the rate.",
        formula="w ← w − η·(sign(β₁m + (1−β₁)g) + λw); m ← β₂m + (1−β₂)g",
    )  # fmt: skip
    found += traced(
        "lamb", "plain", "optax",
        variants(USUAL | {"epsilon": 1e-6, "weightDecay": 0.0}, GENERIC | {"weightDecay": 0.2}), lamb, formulas.lamb,
        note="The trust ratio is per parameter, 1 when either norm is 0; the decay is inside it; nothing is clipped.",
        formula="u = m̂/(√v̂+ε) + λw; w ← w − η·(‖w‖/‖u‖)·u",
    )  # fmt: skip
    found += traced(
        "adafactor", "plain", "torch",
        variants(
            {"learningRate": 0.01, "decayExponent": -0.8, "epsilon1": 2.220446049250313e-16, "epsilon2": 0.001,
             "threshold": 1.0, "weightDecay": 0.0},
            {"learningRate": 0.3, "decayExponent": -0.6, "epsilon1": 0.03, "epsilon2": 0.02, "threshold": 1.2,
             "weightDecay": 0.2},
        ),
        adafactor, formulas.adafactor,
        note="PyTorch's form: 2-D parameters are factored whatever their size, ε₁ is a floor (squared under the root) and "
        "not added to g², the relative rate is min(η, 1/√t). rowAverage [4], columnAverage [3]; squareAverage for b and s.",
        formula="β₂ₜ = 1 − t^decayExponent; α = max(ε₂, RMS(w))·min(η, 1/√t); w ← w − ηλw; "
        "R, C: averages with β₂ₜ of the row and column means of g²; V = R·C/max(mean(R), ε₁) (or the average of g² itself); "
        "u = g/√max(V, ε₁²); w ← w − α·u/max(1, RMS(u)/threshold)",
    )  # fmt: skip
    found += traced(
        "yogi", "plain", "optax",
        variants(
            {"learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 0.001, "initialAccumulator": 1e-6},
            GENERIC | {"initialAccumulator": 0.01},
        ),
        yogi, formulas.yogi,
        note="m and v both start at initialAccumulator, and both are bias-corrected.",
        formula="m ← β₁m + (1−β₁)g; v ← v − (1−β₂)·sign(v − g²)·g²; w ← w − η·m̂/(√v̂+ε)",
    )  # fmt: skip
    found += traced(
        "adabelief", "plain", "optax",
        variants(USUAL | {"epsilon": 1e-16, "epsilonRoot": 1e-16}, GENERIC | {"epsilonRoot": 0.01}),
        adabelief, formulas.adabelief,
        note="epsilonRoot is added into v every step and stays in it.",
        formula="m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)(g − m)² + εᵣ; w ← w − η·m̂/(√v̂+ε)",
    )  # fmt: skip
    coefficients = [3.4445, -4.7750, 2.0315]
    runs = variants(
        {"learningRate": 0.001, "momentum": 0.95, "weightDecay": 0.1, "epsilon": 1e-7, "iterations": 5,
         "coefficients": coefficients},
        {"learningRate": 0.07, "momentum": 0.8, "weightDecay": 0.2, "epsilon": 0.03, "iterations": 3,
         "coefficients": coefficients},
        names=["W"],
    )  # fmt: skip
    formula = (
        "m ← μm + (1−μ)g; n = (1−μ)g + μm; X = n/max(‖n‖, ε) (of the transpose when rows > columns); iterations times "
        "X ← aX + (bA + cA²)X, A = XXᵀ; w ← w − ηλw − η·√max(1, rows/columns)·X"
    )
    found += traced(
        "muon", "plain", "torch", runs, muon_in_double, formulas.muon, formula=formula,
        note="torch.optim.Muon's own code in float64: its cast to bfloat16 is left out. 2-D parameter only.",
    )  # fmt: skip
    found += traced(
        "muon", "bfloat16", "torch", runs, muon, formulas.muon, formula=formula, precision="bfloat16 in the iteration",
        note="torch.optim.Muon as it is, orthogonalising in bfloat16: for the size of the effect, not to be met. 2-D parameter only.",
    )  # fmt: skip
    return found
