"""Training runs of a variational autoencoder, its noise given, and of a generative adversarial network."""

import numpy as np
import torch
import torch.nn.functional as F

from common import Case, worst
from layers_activation import sigmoid
from training import LAYOUT, publish, zeros
import updates
from training_networks import binary_cross_entropy, each, tensors
from updates import OPTIMIZERS


def softplus(z):
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def variational_autoencoder(without=()):
    generator = np.random.default_rng(75)
    steps, count, code = 25, 8, 2
    x = generator.uniform(0.05, 0.95, (count, 5))
    noise = generator.standard_normal((steps, count, code))
    shapes = {"W1": (4, 5), "b1": (4,), "Wm": (code, 4), "bm": (code,), "Ws": (code, 4), "bs": (code,), "W2": (5, code), "b2": (5,)}
    parameters = {name: 0.6 * generator.standard_normal(shape) for name, shape in shapes.items()}
    t = tensors(x=x, noise=noise)

    def loss(w, step):
        hidden = torch.tanh(F.linear(t["x"], w["W1"], w["b1"]))
        mean, log_variance = F.linear(hidden, w["Wm"], w["bm"]), F.linear(hidden, w["Ws"], w["bs"])
        drawn = mean + torch.exp(log_variance / 2) * t["noise"][step]
        fit = F.binary_cross_entropy_with_logits(F.linear(drawn, w["W2"], w["b2"]), t["x"], reduction="sum")
        return (fit + 0.5 * torch.sum(mean**2 + torch.exp(log_variance) - log_variance - 1)) / count

    def gradients(w, step):
        hidden = np.tanh(x @ w["W1"].T + w["b1"])
        mean, log_variance = hidden @ w["Wm"].T + w["bm"], hidden @ w["Ws"].T + w["bs"]
        deviation = np.exp(log_variance / 2)
        drawn = mean + deviation * noise[step]
        z = drawn @ w["W2"].T + w["b2"]
        divergence = 0.5 * np.sum(mean**2 + np.exp(log_variance) - log_variance - 1)
        out = (sigmoid(z) - x) / count
        into = out @ w["W2"]
        to_mean = into + mean / count
        to_spread = into * noise[step] * deviation / 2 + (np.exp(log_variance) - 1) / (2 * count)
        inner = (to_mean @ w["Wm"] + to_spread @ w["Ws"]) * (1 - hidden**2)
        found = {
            "W1": inner.T @ x, "b1": inner.sum(0), "Wm": to_mean.T @ hidden, "bm": to_mean.sum(0),
            "Ws": to_spread.T @ hidden, "bs": to_spread.sum(0), "W2": out.T @ drawn, "b2": out.sum(0),
        }  # fmt: skip
        return (np.sum(binary_cross_entropy(z, x)) + divergence) / count, found

    return each(
        "trainVAE", {"x": x, "noise": noise}, parameters, loss, gradients, {"gradientDescent": 0.1, "adam": 0.02, "rmsprop": 0.02}, steps, 75,
        "5-4-2-4-5: tanh, then the code's mean (Wm, bm) and logarithm of its variance (Ws, bs); code = mean + "
        "exp(logVariance/2)·noise, noise [step, batch, code]; binary cross entropy summed, plus ½Σ(μ² + σ² − ln σ² − 1), "
        "both over the batch's size.", without,
    )  # fmt: skip


JUDGE, FORGER = ("D1", "d1", "D2", "d2"), ("G1", "g1", "G2", "g2")


def torch_game(parameters, inputs, build, steps):
    w = {name: torch.tensor(value, requires_grad=True) for name, value in parameters.items()}
    t = tensors(**inputs)
    optimizers = {names: build([w[name] for name in names]) for names in (JUDGE, FORGER)}
    found = {f"weights/{name}": [value] for name, value in parameters.items()}
    forge = lambda z: F.linear(torch.tanh(F.linear(z, w["G1"], w["g1"])), w["G2"], w["g2"])
    judge = lambda x: F.linear(torch.tanh(F.linear(x, w["D1"], w["d1"])), w["D2"], w["d2"])
    for step in range(steps):
        real, fake = judge(t["real"][step]), judge(forge(t["noise"][step]).detach())
        losses = lambda: F.softplus(-judge(forge(t["generatorNoise"][step]))).mean()
        for names, quantity, loss in (
            (JUDGE, "discriminatorLoss", lambda: (F.softplus(-real) + F.softplus(fake)).mean()),
            (FORGER, "generatorLoss", losses),
        ):
            for leaf in w.values():
                leaf.grad = None
            value = loss()
            value.backward()
            publish(found, quantity, value)
            for name in names:
                publish(found, f"gradients/{name}", w[name].grad)
            optimizers[names].step()
            for name in names:
                publish(found, f"weights/{name}", w[name])
                state = optimizers[names].state.get(w[name], {})
                for short, key in updates.STATE:
                    if key in state:
                        publish(found, f"{short}/{name}", state[key])
    return {name: np.array(value) for name, value in found.items()}


def written_game(parameters, inputs, settings, steps):
    w = {name: np.array(value) for name, value in parameters.items()}
    apply = updates.Written(settings)
    found = {f"weights/{name}": [value] for name, value in w.items()}
    add = lambda name, value: found.setdefault(name, []).append(value)

    def player(x, first):
        names = [f"{first}1", f"{first.lower()}1", f"{first}2", f"{first.lower()}2"]
        W1, b1, W2, b2 = (w[name] for name in names)
        hidden = np.tanh(x @ W1.T + b1)

        def back(out):
            inner = out @ W2 * (1 - hidden**2)
            return dict(zip(names, (inner.T @ x, inner.sum(0), out.T @ hidden, out.sum(0)))), inner @ W1

        return hidden @ W2.T + b2, back

    def update(gradients, step):
        for name, g in gradients.items():
            add(f"gradients/{name}", g)
            w[name] = apply(name, w[name], g, step, add)
            add(f"weights/{name}", w[name])

    for step in range(steps):
        real, of_real = player(inputs["real"][step], "D")
        fake, of_fake = player(player(inputs["noise"][step], "G")[0], "D")
        add("discriminatorLoss", np.mean(softplus(-real) + softplus(fake)))
        parts = of_real(-sigmoid(-real) / real.size)[0], of_fake(sigmoid(fake) / fake.size)[0]
        update({name: parts[0][name] + parts[1][name] for name in JUDGE}, step)
        forgery, of_forger = player(inputs["generatorNoise"][step], "G")
        verdict, of_judge = player(forgery, "D")
        add("generatorLoss", np.mean(softplus(-verdict)))
        update(of_forger(of_judge(-sigmoid(-verdict) / verdict.size)[1])[0], step)
    return {name: np.array(value) for name, value in found.items()}


def adversarial(convention, without=()):
    generator = np.random.default_rng(76)
    steps, count = 3 if without else 20, 6
    rate = {"gradientDescent": 0.1, "adam": 0.02, "rmsprop": 0.02}[convention]
    inputs = {
        "real": generator.standard_normal((steps, count, 2)) * 0.4 + np.array([1.0, -0.5]),
        "noise": generator.standard_normal((steps, count, 3)),
        "generatorNoise": generator.standard_normal((steps, count, 3)),
    }
    shapes = {"D1": (4, 2), "d1": (4,), "D2": (1, 4), "d2": (1,), "G1": (4, 3), "g1": (4,), "G2": (2, 4), "g2": (2,)}
    parameters = {name: 0.6 * generator.standard_normal(shape) for name, shape in shapes.items()}
    parameters |= {name: np.zeros_like(parameters[name]) for name in without}
    settings = OPTIMIZERS[convention] | {"learningRate": rate}
    found = torch_game(parameters, inputs, updates.by_torch(settings), steps)
    expected = written_game(parameters, inputs, settings, steps)
    assert set(found) == set(expected)
    note = (
        "Two players of one hidden layer with tanh: D judges [batch, in], G makes it of noise. Each step D learns first, on "
        "mean(−ln D(real) − ln(1 − D(G(noise)))), then G against the D just updated, on mean(−ln D(G(generatorNoise)))."
    )
    return Case(
        "trainGAN", convention, "torch",
        inputs | {f"parameters/{name}": value for name, value in parameters.items()} | found,
        settings | {"steps": steps}, "training_generative.py", "zeroStart" if without else "", 76, note + LAYOUT + zeros(without),
        formula_check=worst(expected, found),
    )  # fmt: skip


def cases():
    return [
        *variational_autoencoder(),
        *variational_autoencoder(("W2", "b2")),
        *(adversarial(convention) for convention in OPTIMIZERS),
        adversarial("gradientDescent", ("D2", "d2")),
    ]
