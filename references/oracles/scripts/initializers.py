"""Initialisers given their draws: U(0, 1) for the uniform ones, N(0, 1) for the normal ones."""

import numpy as np
import torch

from common import Case, relative_difference

SHAPE = (7, 5)  # [out, in]


def cases():
    fan_in, fan_out = SHAPE[1], SHAPE[0]
    init = torch.nn.init
    uniform = lambda bound: lambda draws: bound * (2 * draws - 1)
    normal = lambda deviation: lambda draws: deviation * draws
    plans = [
        ("glorotUniform", init.xavier_uniform_, uniform(np.sqrt(6 / (fan_in + fan_out))), "U(±√(6/(in + out)))"),
        ("glorotNormal", init.xavier_normal_, normal(np.sqrt(2 / (fan_in + fan_out))), "N(0, √(2/(in + out)))"),
        ("heUniform", lambda w, generator: init.kaiming_uniform_(w, nonlinearity="relu", generator=generator),
         uniform(np.sqrt(6 / fan_in)), "U(±√(6/in))"),
        ("heNormal", lambda w, generator: init.kaiming_normal_(w, nonlinearity="relu", generator=generator),
         normal(np.sqrt(2 / fan_in)), "N(0, √(2/in))"),
    ]  # fmt: skip
    found = []
    for seed, (recipe, fill, formula, rule) in enumerate(plans, 51):
        W = fill(torch.empty(SHAPE), generator=torch.Generator().manual_seed(seed)).numpy()
        draw = torch.rand if "Uniform" in recipe else torch.randn
        draws = draw(SHAPE, generator=torch.Generator().manual_seed(seed)).numpy()
        found.append(
            Case(
                recipe, "plain", "torch", {"draws": draws, "W": W}, {"fanIn": fan_in, "fanOut": fan_out}, "initializers.py", seed=seed,
                note=f"W [out, in] = {rule}, the second argument of N the standard deviation; draws are "
                + ("uniform in [0, 1): W = bound·(2u − 1)." if "Uniform" in recipe else "standard normal, not truncated."),
                formula_check=relative_difference(formula(draws), W),
            )  # fmt: skip
        )
    return found
