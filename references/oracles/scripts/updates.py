"""The optimizers that train networks: PyTorch's, and the same rules written out."""

import numpy as np
import torch

ADAM = {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
RMSPROP = {"decay": 0.9, "epsilon": 1e-8}
OPTIMIZERS = {"gradientDescent": {}, "adam": ADAM, "rmsprop": RMSPROP}

# What PyTorch calls the state that is published.
STATE = (("m", "exp_avg"), ("v", "exp_avg_sq"), ("squareAverage", "square_avg"))

NAMES = {"adam": "; Adam outsideRoot.", "rmsprop": "; RMSProp outsideRoot.", "gradientDescent": "; gradient descent."}


def kind(settings):
    """Which optimizer the settings are for."""
    return "adam" if "beta1" in settings else "rmsprop" if "decay" in settings else "gradientDescent"


def by_torch(settings):
    rate = settings["learningRate"]
    match kind(settings):
        case "adam":
            betas = settings["beta1"], settings["beta2"]
            return lambda p: torch.optim.Adam(p, lr=rate, betas=betas, eps=settings["epsilon"])
        case "rmsprop":
            return lambda p: torch.optim.RMSprop(p, lr=rate, alpha=settings["decay"], eps=settings["epsilon"])
        case _:
            return lambda p: torch.optim.SGD(p, lr=rate)


class Written:
    """One weight's update after another, its state kept under the weight's name."""

    def __init__(self, settings):
        self.settings, self.kind, self.state = settings, kind(settings), {}

    def before(self, quantity, name, like):
        return self.state.get((quantity, name), np.zeros_like(like))

    def __call__(self, name, w, g, step, add):
        s, rate = self.settings, self.settings["learningRate"]
        if self.kind == "adam":
            m = s["beta1"] * self.before("m", name, w) + (1 - s["beta1"]) * g
            v = s["beta2"] * self.before("v", name, w) + (1 - s["beta2"]) * g**2
            mhat, vhat = m / (1 - s["beta1"] ** (step + 1)), v / (1 - s["beta2"] ** (step + 1))
            published = {"m": m, "v": v}
            after = w - rate * mhat / (np.sqrt(vhat) + s["epsilon"])
        elif self.kind == "rmsprop":
            average = s["decay"] * self.before("squareAverage", name, w) + (1 - s["decay"]) * g**2
            published = {"squareAverage": average}
            after = w - rate * g / (np.sqrt(average) + s["epsilon"])
        else:
            published, after = {}, w - rate * g
        for quantity, value in published.items():
            self.state[quantity, name] = value
            add(f"{quantity}/{name}", value)
        return after
