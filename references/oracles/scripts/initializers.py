"""Initialisers given their draws: U(0, 1) for the uniform ones, N(0, 1) for the normal ones."""

import numpy as np
import torch

from common import Case, relative_difference

# Each place of a kernel is one more input, and one more output, of every unit.
SHAPES = {
    "plain": ((7, 5), "[out, in]"),
    "conv1D": ((6, 4, 3), "[out, in, kernel]"),
    "conv2D": ((4, 3, 3, 2), "[out, in, kernel's height, kernel's width]"),
}


def cases():
    init = torch.nn.init
    found = []
    for convention, (shape, layout) in SHAPES.items():
        field = int(np.prod(shape[2:]))
        fan_in, fan_out = shape[1] * field, shape[0] * field
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
        for seed, (recipe, fill, formula, rule) in enumerate(plans, 51):
            W = fill(torch.empty(shape), generator=torch.Generator().manual_seed(seed)).numpy()
            draw = torch.rand if "Uniform" in recipe else torch.randn
            draws = draw(shape, generator=torch.Generator().manual_seed(seed)).numpy()
            found.append(
                Case(
                    recipe, convention, "torch", {"draws": draws, "W": W}, {"fanIn": fan_in, "fanOut": fan_out}, "initializers.py",
                    seed=seed,
                    note=f"W {layout} = {rule}, the second argument of N the standard deviation; draws are "
                    + ("uniform in [0, 1): W = bound·(2u − 1)." if "Uniform" in recipe else "standard normal, not truncated."),
                    formula_check=relative_difference(formula(draws), W),
                )  # fmt: skip
            )
    return found
