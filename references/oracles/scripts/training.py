"""Training runs: small networks trained for a few dozen steps by PyTorch, everything published at every step.

The check beside each is the same run in numpy with the back-propagation written out.
"""

import numpy as np
import torch
import torch.nn.functional as F

import layers_recurrent
import updates
from common import Case, worst
from layers_activation import sigmoid
from updates import ADAM, RMSPROP


def train(parameters, loss_of, optimizer_of, steps, threshold=None):
    """PyTorch's run. With a threshold the gradients are scaled by ν/‖g‖ when their global norm is above it."""
    leaves = {name: torch.tensor(value, requires_grad=True) for name, value in parameters.items()}
    optimizer = optimizer_of(list(leaves.values()))
    found = {f"weights/{name}": [value] for name, value in parameters.items()}
    for step in range(steps):
        optimizer.zero_grad()
        loss = loss_of(leaves, step)
        loss.backward()
        publish(found, "loss", loss)
        for name, leaf in leaves.items():
            publish(found, f"gradients/{name}", leaf.grad)
        if threshold is not None:
            norm = torch.sqrt(sum((leaf.grad**2).sum() for leaf in leaves.values()))
            publish(found, "norm", norm)
            for name, leaf in leaves.items():
                if norm > threshold:
                    leaf.grad *= threshold / norm
                publish(found, f"clipped/{name}", leaf.grad)
        optimizer.step()
        for name, leaf in leaves.items():
            publish(found, f"weights/{name}", leaf)
            state = optimizer.state.get(leaf, {})
            for quantity, key in updates.STATE:
                if key in state:
                    publish(found, f"{quantity}/{name}", state[key])
    return {name: np.array(value) for name, value in found.items()}


def publish(found, name, value):
    found.setdefault(name, []).append(value.detach().numpy().copy())


def written(parameters, gradients_of, settings, threshold=None):
    """The same run in numpy: `gradients_of` gives (loss, gradients) from the weights by written equations."""
    w = {name: np.array(value) for name, value in parameters.items()}
    update = updates.Written(settings)
    found = {f"weights/{name}": [value] for name, value in w.items()}
    add = lambda name, value: found.setdefault(name, []).append(value)
    for step in range(settings["steps"]):
        loss, gradients = gradients_of(w, step)
        add("loss", loss)
        for name in w:
            add(f"gradients/{name}", gradients[name])
        if threshold is not None:
            norm = np.sqrt(sum((value**2).sum() for value in gradients.values()))
            add("norm", norm)
            if norm > threshold:
                gradients = {name: value * threshold / norm for name, value in gradients.items()}
            for name in w:
                add(f"clipped/{name}", gradients[name])
        for name, g in gradients.items():
            w[name] = update(name, w[name], g, step, add)
            add(f"weights/{name}", w[name])
    return {name: np.array(value) for name, value in found.items()}


def run(recipe, case, inputs, parameters, loss_of, gradients_of, settings, seed, note, convention="plain", extra=None):
    threshold = settings.get("threshold")
    found = train(parameters, loss_of, updates.by_torch(settings), settings["steps"], threshold)
    expected = written(parameters, gradients_of, settings, threshold)
    assert set(found) == set(expected)
    tensors = inputs | {f"parameters/{name}": value for name, value in parameters.items()} | found | (extra or {})
    return Case(
        recipe, convention, "torch", tensors, settings, "training.py", case, seed, note, formula_check=worst(expected, found)
    )


def zeros(names):
    return f" {', '.join(names)} start at 0, so that the first logits are exactly 0." if names else ""


LAYOUT = " W [out, in]; loss and gradients are those before the step's update; weights start with the start."


def linear_neuron(case, settings):
    generator = np.random.default_rng(61)
    x = generator.standard_normal((20, 3))
    target = x @ np.array([[1.5, -2.0, 0.7]]).T + 0.4 + 0.1 * generator.standard_normal((20, 1))
    parameters = {"W": 0.5 * generator.standard_normal((1, 3)), "b": np.zeros(1)}
    t = {name: torch.tensor(value) for name, value in (("x", x), ("target", target))}

    def gradients(w, step):
        error = x @ w["W"].T + w["b"] - target
        return np.mean(error**2), {"W": 2 / len(x) * error.T @ x, "b": 2 / len(x) * error.sum(0)}

    solution = np.linalg.lstsq(np.hstack([x, np.ones((20, 1))]), target, rcond=None)[0].ravel()
    return run(
        "trainLinearNeuron", case, {"x": x, "target": target}, parameters,
        lambda w, step: F.mse_loss(F.linear(t["x"], w["W"], w["b"]), t["target"]), gradients,
        settings, 61,
        "y = Wx + b, x [points, in], target [points, 1]; loss: mean squared error; whole set each step. solution/W and "
        "solution/b are the analytic minimum (numpy's lstsq)." + LAYOUT,
        extra={"solution/W": solution[:3].reshape(1, 3), "solution/b": solution[3:]},
    )  # fmt: skip


def sigmoid_neuron(case, features, settings, seed):
    generator = np.random.default_rng(seed)
    x = generator.standard_normal((100, features))
    x[generator.permutation(100)[:80], -1] = 0.0
    truth = generator.standard_normal((1, features)) * 2
    target = sigmoid(x @ truth.T - 0.3 + 0.2 * generator.standard_normal((100, 1)))
    parameters = {"W": generator.standard_normal((1, features)), "b": np.array([0.5])}
    t = {name: torch.tensor(value) for name, value in (("x", x), ("target", target))}

    def loss(w, step):
        return 0.5 * torch.sum((torch.sigmoid(F.linear(t["x"], w["W"], w["b"])) - t["target"]) ** 2)

    def gradients(w, step):
        y = sigmoid(x @ w["W"].T + w["b"])
        delta = (y - target) * y * (1 - y)
        return 0.5 * np.sum((y - target) ** 2), {"W": delta.T @ x, "b": delta.sum(0)}

    return run(
        "trainSigmoidNeuron", case, {"x": x, "target": target}, parameters, loss, gradients, settings, seed,
        "y = σ(Wx + b) on 100 points of which 80 have 0 as their last input; loss ½Σ(y − target)² over the points, so the "
        "gradient is Σ(y − target)·y·(1 − y)·x; whole set each step." + LAYOUT,
    )  # fmt: skip


def mlp(case, settings, without=()):
    generator = np.random.default_rng(64)
    x = generator.standard_normal((40, 2))
    target = (x[:, :1] * x[:, 1:] > 0) * 1.0
    parameters = {
        "W1": generator.standard_normal((8, 2)),
        "b1": 0.1 * generator.standard_normal(8),
        "W2": 0.5 * generator.standard_normal((1, 8)),
        "b2": np.zeros(1),
    }
    parameters |= {name: np.zeros_like(parameters[name]) for name in without}
    batches = np.concatenate([generator.permutation(40).reshape(5, 8) for _ in range(10)])
    t = {name: torch.tensor(value) for name, value in (("x", x), ("target", target))}

    def loss(w, step):
        rows = torch.tensor(batches[step])
        hidden = torch.tanh(F.linear(t["x"][rows], w["W1"], w["b1"]))
        return F.binary_cross_entropy_with_logits(F.linear(hidden, w["W2"], w["b2"]), t["target"][rows])

    def gradients(w, step):
        xs, ts = x[batches[step]], target[batches[step]]
        hidden = np.tanh(xs @ w["W1"].T + w["b1"])
        z = hidden @ w["W2"].T + w["b2"]
        y = sigmoid(z)
        out = (y - ts) / len(xs)
        inner = out @ w["W2"] * (1 - hidden**2)
        value = np.mean(np.maximum(z, 0) - z * ts + np.log1p(np.exp(-np.abs(z))))
        return value, {"W1": inner.T @ xs, "b1": inner.sum(0), "W2": out.T @ hidden, "b2": out.sum(0)}

    return run(
        "trainMLP", case, {"x": x, "target": target, "batches": batches[: settings["steps"]].astype(np.float64)}, parameters, loss, gradients,
        settings, 64,
        "2-8-1: tanh, then sigmoid with binary cross entropy averaged over the batch" + updates.NAMES[updates.kind(settings)] + " batches "
        "[step, 8] are the points of each step, counted from 0: ten epochs, each a permutation of the 40." + LAYOUT + zeros(without),
    )  # fmt: skip


def lstm(case, settings):
    generator = np.random.default_rng(65)
    times, batch, features, hidden = 6, 4, 2, layers_recurrent.HIDDEN
    x = generator.standard_normal((times, batch, features))
    target = np.cumsum(x[:, :, :1], axis=0)[-1] * 1.5
    parameters = {
        "Wx": 0.5 * generator.standard_normal((4 * hidden, features)),
        "Wh": 0.5 * generator.standard_normal((4 * hidden, hidden)),
        "b": np.concatenate([np.zeros(hidden), np.ones(hidden), np.zeros(2 * hidden)]),
        "W": generator.standard_normal((1, hidden)),
        "c": np.zeros(1),
    }
    t = {name: torch.tensor(value) for name, value in (("x", x), ("target", target))}
    zero = np.zeros((batch, hidden))

    def loss(w, step):
        state = (torch.tensor(zero), torch.tensor(zero))
        for at in t["x"]:
            state = torch.lstm_cell(at, state, w["Wx"], w["Wh"], w["b"], torch.zeros(4 * hidden))
        return F.mse_loss(F.linear(state[0], w["W"], w["c"]), t["target"])

    def gradients(w, step):
        v = {"x": x, "h0": zero, "c0": zero, "Wx": w["Wx"], "Wh": w["Wh"], "b": w["b"]}
        v["dh"] = np.zeros((times, batch, hidden))
        last = layers_recurrent.lstm(v, {})["h"][-1]
        error = last @ w["W"].T + w["c"] - target
        out = 2 / batch * error
        v["dh"][-1] = out @ w["W"]
        back = layers_recurrent.lstm(v, {})
        found = {name: back[f"d{name}"] for name in ("Wx", "Wh", "b")}
        return np.mean(error**2), found | {"W": out.T @ last, "c": out.sum(0)}

    return run(
        "trainLSTM", case, {"x": x, "target": target}, parameters, loss, gradients,
        settings, 65,
        "x [time, batch, features]; an LSTM from zero states (rows i, f, g, o; one bias b), then y = W·h + c of the last "
        "time; mean squared error; gradients clipped to the global norm `threshold` (g·ν/‖g‖ when above, without "
        "PyTorch's 1e-6)" + updates.NAMES[updates.kind(settings)] + " norm is that before clipping." + LAYOUT,
    )  # fmt: skip


def cases():
    return [
        linear_neuron("", {"learningRate": 0.1, "steps": 40}),
        linear_neuron("adam", ADAM | {"learningRate": 0.1, "steps": 40}),
        linear_neuron("rmsprop", RMSPROP | {"learningRate": 0.05, "steps": 40}),
        sigmoid_neuron("oneInput", 1, {"learningRate": 0.1, "steps": 40}, 62),
        sigmoid_neuron("twoInputs", 2, {"learningRate": 0.1, "steps": 40}, 63),
        sigmoid_neuron("twoInputsAdam", 2, ADAM | {"learningRate": 0.1, "steps": 40}, 63),
        sigmoid_neuron("twoInputsRmsprop", 2, RMSPROP | {"learningRate": 0.05, "steps": 40}, 63),
        mlp("", ADAM | {"learningRate": 0.05, "steps": 50}),
        mlp("gradientDescent", {"learningRate": 0.5, "steps": 50}),
        mlp("zeroStart", {"learningRate": 0.5, "steps": 3}, ("W2",)),
        mlp("rmsprop", RMSPROP | {"learningRate": 0.02, "steps": 50}),
        lstm("", ADAM | {"learningRate": 0.05, "steps": 20, "threshold": 4.4}),
        lstm("gradientDescent", {"learningRate": 0.05, "steps": 20, "threshold": 4.4}),
        lstm("rmsprop", RMSPROP | {"learningRate": 0.02, "steps": 20, "threshold": 4.4}),
    ]
