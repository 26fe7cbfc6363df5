"""Adam and its close relatives: AdaMax, Nadam, AMSGrad, AdamW."""

import keras
import numpy as np
import optax
import torch

import formulas
from frameworks import keras_trace, optax_rate, optax_trace, torch_trace
from optimizer_cases import traced, variants

USUAL = {"learningRate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
GENERIC = {"learningRate": 0.07, "beta1": 0.8, "beta2": 0.65, "epsilon": 0.03}
MOMENTS = {"m": "exp_avg", "v": "exp_avg_sq"}


def without(settings, *keys):
    return {key: value for key, value in settings.items() if key not in keys}


def by_torch(kind, states=MOMENTS, **options):
    def run(inputs, s):
        build = lambda p: kind(
            p, lr=s.get("learningRate", 1.0), betas=(s["beta1"], s["beta2"]), eps=s.get("epsilon", 0.0), **options
        )
        return torch_trace(build, inputs, s, states)

    return run


def adamw(inputs, s):
    return by_torch(torch.optim.AdamW, weight_decay=s["weightDecay"])(inputs, s)


def adamw_scheduled(inputs, s):
    """PyTorch's rule with the rate ηₜ·α and the decay λ/α is the paper's."""
    if inputs.learning_rates is None:
        inputs = inputs.with_rates(np.full(25, s["learningRate"]))
    rates = inputs.learning_rates * s["stepSize"]
    build = lambda p: torch.optim.AdamW(
        p, lr=1.0, betas=(s["beta1"], s["beta2"]), eps=s["epsilon"], weight_decay=s["weightDecay"] / s["stepSize"]
    )
    return torch_trace(build, inputs.with_rates(rates), s, MOMENTS)


def nadam(inputs, s):
    states = MOMENTS | {"momentumProduct": "mu_product"}
    return by_torch(torch.optim.NAdam, states, momentum_decay=s["momentumDecay"])(inputs, s)


def adam_inside(inputs, s):
    transform = optax.adam(optax_rate(inputs, s), s["beta1"], s["beta2"], eps=0.0, eps_root=s["epsilon"])
    return optax_trace(transform, inputs, lambda state: {"m": state[0].mu, "v": state[0].nu})


def amsgrad_uncorrected(inputs, s):
    transform = optax.amsgrad(
        optax_rate(inputs, s), s["beta1"], s["beta2"], s["epsilon"], bias_correction_mu=False, bias_correction_nu=False
    )
    return optax_trace(
        transform, inputs, lambda state: {"m": state[0].mu, "v": state[0].nu, "vMax": state[0].nu_max}
    )


def keras_adam(inputs, s):
    optimizer = keras.optimizers.Adam(s["learningRate"], s["beta1"], s["beta2"], s["epsilon"])
    return keras_trace(optimizer, inputs, s, {"m": "_momentums", "v": "_velocities"})


def keras_adamax(inputs, s):
    optimizer = keras.optimizers.Adamax(s["learningRate"], s["beta1"], s["beta2"], s["epsilon"])
    return keras_trace(optimizer, inputs, s, {"m": "_m", "infinityNorm": "_u"})


def moments_loop(change):
    """A numpy run over the two moments; `change` gives the step from (m, v, g, t, settings)."""

    def run(inputs, s):
        w = {name: value.copy() for name, value in inputs.parameters.items()}
        m = {name: np.zeros_like(value) for name, value in w.items()}
        v = {name: np.zeros_like(value) for name, value in w.items()}
        weights, states = [dict(w)], []
        for t in range(1, 26):
            for name in w:
                g = inputs.gradients[name][t - 1]
                m[name] = s["beta1"] * m[name] + (1 - s["beta1"]) * g
                v[name] = s["beta2"] * v[name] + (1 - s["beta2"]) * g * g
                w[name] = w[name] - change(m[name], v[name], g, t, s)
            weights.append(dict(w))
            states.append({"m": dict(m), "v": dict(v)})
        return weights, states

    return run


def uncorrected(m, v, g, t, s):
    return s["learningRate"] * m / np.sqrt(v + s["epsilon"])


def nadam_plain(m, v, g, t, s):
    correction = 1 - s["beta1"] ** t
    ahead = (s["beta1"] * m + (1 - s["beta1"]) * g) / correction
    return s["learningRate"] * ahead / (np.sqrt(v / (1 - s["beta2"] ** t)) + s["epsilon"])


def cases():
    both = variants(USUAL, GENERIC)
    found = traced("adam", "outsideRoot", "torch", both, by_torch(torch.optim.Adam), formulas.adam_outside, derive=True)
    found += traced(
        "adam", "insideRoot", "optax", both, adam_inside, formulas.adam_inside, derive=True,
        note="optax.adam with eps = 0 and eps_root = ε.",
    )  # fmt: skip
    found += traced("adam", "uncorrected", "numpy", both, moments_loop(uncorrected), formulas.adam_uncorrected)
    found += traced(
        "adam", "unitRate", "torch", variants(without(USUAL, "learningRate"), without(GENERIC, "learningRate")),
        by_torch(torch.optim.Adam), formulas.adam_unit_rate, derive=True,
        note="torch.optim.Adam with rate 1.",
    )  # fmt: skip
    found += traced(
        "adam", "epsilonHat", "keras", variants(USUAL | {"epsilon": 1e-7}, GENERIC), keras_adam, formulas.adam_epsilon_hat
    )
    usual = USUAL | {"learningRate": 0.002}
    norms = {"m": "exp_avg", "infinityNorm": "exp_inf"}
    found += traced(
        "adamax", "plain", "torch",
        variants(without(usual, "epsilon"), without(GENERIC, "epsilon"), first_nonzero=True),
        by_torch(torch.optim.Adamax, norms), formulas.adamax_plain,
        note="torch.optim.Adamax with eps = 0.",
    )  # fmt: skip
    found += traced(
        "adamax", "epsilonInMax", "torch", variants(usual, GENERIC), by_torch(torch.optim.Adamax, norms),
        formulas.adamax_epsilon_in_max,
    )  # fmt: skip
    found += traced(
        "adamax", "epsilonInDenominator", "keras", variants(USUAL | {"epsilon": 1e-7}, GENERIC), keras_adamax,
        formulas.adamax_epsilon_in_denominator,
    )  # fmt: skip
    found += traced(
        "nadam", "plain", "numpy", variants(usual, GENERIC), moments_loop(nadam_plain), formulas.nadam_plain, derive=True,
        note="optax.nadam divides β₁m by 1 − β₁^(t+1) instead of 1 − β₁ᵗ and is another rule.",
    )  # fmt: skip
    found += traced(
        "nadam", "scheduled", "torch",
        variants(usual | {"momentumDecay": 0.004}, GENERIC | {"momentumDecay": 0.3}), nadam, formulas.nadam_scheduled,
        note="momentumDecay is the factor of t in 0.96^(momentumDecay·t); momentumProduct is ∏μᵢ, one number a step.",
    )  # fmt: skip
    found += traced(
        "amsgrad", "uncorrected", "optax", both, amsgrad_uncorrected, formulas.amsgrad_uncorrected,
        note="optax.amsgrad with both bias corrections off; vMax is the paper's v̂.",
    )  # fmt: skip
    found += traced(
        "amsgrad", "corrected", "torch", both,
        by_torch(torch.optim.Adam, MOMENTS | {"vMax": "max_exp_avg_sq"}, amsgrad=True), formulas.amsgrad_corrected,
        note="vMax is the maximum over raw v; it is corrected when used.",
    )  # fmt: skip
    found += traced(
        "adamw", "plain", "torch",
        variants(USUAL | {"weightDecay": 0.01}, GENERIC | {"weightDecay": 0.2}), adamw, formulas.adamw, derive=True,
        note="The weight is first multiplied by 1 − ηλ, then Adam's step (ε outside the root) is taken.",
        formula="w ← w − ηλw; then w ← w − η·m̂/(√v̂+ε)",
    )  # fmt: skip
    found += traced(
        "adamw", "paperScheduled", "torch",
        variants(
            USUAL | {"learningRate": 1.0, "weightDecay": 0.01, "stepSize": 0.001},
            GENERIC | {"weightDecay": 0.2, "stepSize": 0.3}, drop=True,
        ),
        adamw_scheduled, formulas.adamw_scheduled, derive=True,
        note="torch.optim.AdamW with the rate ηₜ·α and the decay λ/α; learningRate is the schedule's multiplier ηₜ.",
        formula="w ← w − ηₜ·(α·m̂/(√v̂+ε) + λw)",
    )  # fmt: skip
    return found
