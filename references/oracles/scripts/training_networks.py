"""Training runs of the courses' own networks: classifiers of texts and digits, an autoencoder, a small convolutional net.

As in `training.py`, and each updated in every way: by gradient descent, by Adam and by RMSProp.
"""

import numpy as np
import torch
import torch.nn.functional as F

from layers_activation import sigmoid
from layers_dense import convolution, max_pool
from layers_normalization import normalised
from training import LAYOUT, run, zeros
from updates import OPTIMIZERS


def each(recipe, inputs, parameters, loss, gradients, rates, steps, seed, note, without=(), own={}):
    """Every way of updating; where some weights start at 0, gradient descent alone, for three steps."""
    parameters = parameters | {name: np.zeros_like(parameters[name]) for name in without}
    case, steps = ("zeroStart", 3) if without else ("", steps)
    inputs = inputs | {name: inputs[name][:steps] for name in ("batches", "noise") if name in inputs}
    return [
        run(recipe, case, inputs, parameters, loss, gradients, extra | own | {"learningRate": rates[convention], "steps": steps},
            seed, note + LAYOUT + zeros(without), convention)
        for convention, extra in OPTIMIZERS.items() if convention == "gradientDescent" or not without
    ]  # fmt: skip


def tensors(**arrays):
    return {name: torch.tensor(value) for name, value in arrays.items()}


def binary_cross_entropy(z, target):
    return np.maximum(z, 0) - z * target + np.log1p(np.exp(-np.abs(z)))


def log_softmax(z):
    shifted = z - z.max(1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(1, keepdims=True))


def text_classifier(without=()):
    generator = np.random.default_rng(71)
    texts = generator.integers(0, 9, (24, 6))
    target = (np.isin(texts, (0, 1, 2)).sum(1, keepdims=True) > 2) * 1.0
    parameters = {
        "E": generator.standard_normal((9, 4)),
        "W": 0.7 * generator.standard_normal((1, 4)),
        "b": np.zeros(1),
    }
    batches = np.concatenate([generator.permutation(24).reshape(3, 8) for _ in range(8)])
    t = tensors(texts=texts, target=target)

    def loss(w, step):
        rows = torch.tensor(batches[step])
        pooled = F.embedding(t["texts"][rows], w["E"]).mean(1)
        return F.binary_cross_entropy_with_logits(F.linear(pooled, w["W"], w["b"]), t["target"][rows])

    def gradients(w, step):
        words, wanted = texts[batches[step]], target[batches[step]]
        pooled = w["E"][words].mean(1)
        z = pooled @ w["W"].T + w["b"]
        out = (sigmoid(z) - wanted) / len(z)
        into = np.zeros_like(w["E"])
        for row, example in enumerate(words):
            for word in example:
                into[word] += (out @ w["W"])[row] / words.shape[1]
        return np.mean(binary_cross_entropy(z, wanted)), {"E": into, "W": out.T @ pooled, "b": out.sum(0)}

    return each(
        "trainTextClassifier", {"texts": texts, "target": target, "batches": batches}, parameters, loss, gradients,
        {"gradientDescent": 0.5, "adam": 0.05, "rmsprop": 0.05}, 24, 71,
        "texts [examples, time], the words' numbers; the mean of a text's embeddings E [vocabulary, features], then a "
        "sigmoid neuron; binary cross entropy averaged over the batch.", without,
    )  # fmt: skip


def classifier():
    generator = np.random.default_rng(72)
    labels = np.arange(30) % 3
    x = generator.standard_normal((3, 5))[labels] + 0.8 * generator.standard_normal((30, 5))
    parameters = {
        "W1": 0.6 * generator.standard_normal((6, 5)),
        "b1": 0.1 * generator.standard_normal(6),
        "W2": 0.6 * generator.standard_normal((3, 6)),
        "b2": np.zeros(3),
    }
    batches = np.concatenate([generator.permutation(30).reshape(3, 10) for _ in range(8)])
    t = tensors(x=x, labels=labels)

    def loss(w, step):
        rows = torch.tensor(batches[step])
        hidden = torch.relu(F.linear(t["x"][rows], w["W1"], w["b1"]))
        return F.cross_entropy(F.linear(hidden, w["W2"], w["b2"]), t["labels"][rows])

    def gradients(w, step):
        xs, wanted = x[batches[step]], np.eye(3)[labels[batches[step]]]
        before = xs @ w["W1"].T + w["b1"]
        hidden = np.maximum(before, 0)
        logs = log_softmax(hidden @ w["W2"].T + w["b2"])
        out = (np.exp(logs) - wanted) / len(xs)
        inner = out @ w["W2"] * (before > 0)
        found = {"W1": inner.T @ xs, "b1": inner.sum(0), "W2": out.T @ hidden, "b2": out.sum(0)}
        return -np.sum(wanted * logs) / len(xs), found

    return each(
        "trainClassifier", {"x": x, "labels": labels, "batches": batches}, parameters, loss, gradients,
        {"gradientDescent": 0.3, "adam": 0.03, "rmsprop": 0.03}, 24, 72,
        "5-6-3: ReLU, then softmax with cross entropy averaged over the batch; labels from 0.",
    )  # fmt: skip


def softmax_classifier():
    """Elephants, class 1, and dogs, class 2, told apart by height (metres) and weight (tonnes)."""
    generator = np.random.default_rng(77)
    labels = generator.permutation(np.repeat([1, 2], 12))
    middle, spread = np.array([[2.8, 4.0], [0.6, 0.03]]), np.array([[0.3, 0.9], [0.15, 0.012]])
    x = middle[labels - 1] + spread[labels - 1] * generator.standard_normal((24, 2))
    parameters = {"W": 0.5 * generator.standard_normal((2, 2)), "b": 0.1 * generator.standard_normal(2)}
    t = tensors(x=x, labels=labels)

    def loss(w, step):
        return F.cross_entropy(F.linear(t["x"], w["W"], w["b"]), t["labels"] - 1)

    def gradients(w, step):
        wanted = np.stack([labels == 1, labels == 2], 1) * 1.0
        logs = log_softmax(x @ w["W"].T + w["b"])
        out = (np.exp(logs) - wanted) / len(x)
        return -np.sum(wanted * logs) / len(x), {"W": out.T @ x, "b": out.sum(0)}

    found = each(
        "trainSoftmaxClassifier", {"x": x, "labels": labels}, parameters, loss, gradients,
        {"gradientDescent": 0.2, "adam": 0.1, "rmsprop": 0.05}, 30, 77,
        "x [points, in]: height and weight; y = Wx + b, o = softmax(y); one-hot of the labels, counted from 1; cross "
        "entropy averaged over the points; whole set each step. o and accuracy (the share whose largest o is its class) "
        "are those before the step's update.",
    )  # fmt: skip
    for case in found:
        before = zip(case.tensors["weights/W"][:-1], case.tensors["weights/b"][:-1])
        outputs = [torch.softmax(F.linear(t["x"], torch.tensor(W), torch.tensor(b)), 1) for W, b in before]
        case.tensors["o"] = torch.stack(outputs).numpy()
        right = [(output.argmax(1) + 1 == t["labels"]).double().mean() for output in outputs]
        case.tensors["accuracy"] = torch.stack(right).numpy()
    return found


def regularized_classifier():
    generator = np.random.default_rng(80)
    steps, count, width, rate, decay, epsilon, share = 20, 9, 6, 0.4, 0.05, 1e-5, 0.1
    target = np.eye(3)[np.arange(count) % 3]
    x = generator.standard_normal((3, 4))[np.arange(count) % 3] + 0.6 * generator.standard_normal((count, 4))
    mask = (generator.uniform(size=(steps, count, width)) >= rate) * 1.0
    parameters = {
        "W1": 0.7 * generator.standard_normal((width, 4)),
        "gamma": 1 + 0.2 * generator.standard_normal(width),
        "beta": 0.2 * generator.standard_normal(width),
        "W2": 0.6 * generator.standard_normal((3, width)),
        "b2": np.zeros(3),
    }
    averages = {"runningMean0": 0.1 * generator.standard_normal(width), "runningVariance0": generator.uniform(0.5, 1.5, width)}
    t = tensors(x=x, target=target, mask=mask)

    def normal(w, mean, variance):
        return F.batch_norm(F.linear(t["x"], w["W1"]), mean, variance, w["gamma"], w["beta"], True, share, epsilon)

    def loss(w, step):
        hidden = torch.relu(normal(w, None, None)) * t["mask"][step] / (1 - rate)
        fit = F.cross_entropy(F.linear(hidden, w["W2"], w["b2"]), t["target"])
        return fit + decay / 2 * (torch.sum(w["W1"] ** 2) + torch.sum(w["W2"] ** 2))

    def gradients(w, step):
        z = x @ w["W1"].T
        y = normalised(z, 0 * z, w["gamma"], w["beta"], (0,), epsilon, (1, -1))[0]
        kept = mask[step] / (1 - rate)
        hidden = np.maximum(y, 0) * kept
        logs = log_softmax(hidden @ w["W2"].T + w["b2"])
        out = (np.exp(logs) - target) / count
        dy = out @ w["W2"] * kept * (y > 0)
        _, dz, xhat, _, _ = normalised(z, dy, w["gamma"], w["beta"], (0,), epsilon, (1, -1))
        found = {
            "W1": dz.T @ x + decay * w["W1"], "gamma": (dy * xhat).sum(0), "beta": dy.sum(0),
            "W2": out.T @ hidden + decay * w["W2"], "b2": out.sum(0),
        }  # fmt: skip
        return -np.sum(target * logs) / count + decay / 2 * (np.sum(w["W1"] ** 2) + np.sum(w["W2"] ** 2)), found

    rates = {"gradientDescent": 0.2, "adam": 0.02, "rmsprop": 0.02}
    found = [
        run("trainRegularizedClassifier", "", {"x": x, "target": target, "mask": mask} | averages, parameters, loss, gradients,
            extra | {"learningRate": rates[convention], "steps": steps, "rate": rate, "weightDecay": decay}, 80,
            "4-6-3: dense without a bias, batch normalisation (PyTorch's running averages: momentum 0.1, unbiased variance; ε 1e-5), "
            "ReLU, dropout (inverted, mask [step, batch, hidden] 1 where a unit is kept), dense, softmax with cross entropy averaged "
            "over the batch, plus λ/2 of the squares of W1 and W2; whole set each step." + LAYOUT, convention)
        for convention, extra in OPTIMIZERS.items()
    ]  # fmt: skip
    for case in found:
        mean, variance = (torch.tensor(value) for value in averages.values())
        published = {"runningMean": [], "runningVariance": []}
        for step in range(steps):
            normal({name: torch.tensor(case.tensors[f"weights/{name}"][step]) for name in parameters}, mean, variance)
            published["runningMean"].append(mean.numpy().copy())
            published["runningVariance"].append(variance.numpy().copy())
        case.tensors |= {name: np.array(value) for name, value in published.items()}
    return found


def mlp(widths, rates, seed):
    """As `training.mlp`, of as many layers as there are steps from one width to the next."""
    generator = np.random.default_rng(seed)
    depth = len(widths) - 1
    x = generator.standard_normal((30, widths[0]))
    target = (x @ generator.standard_normal((widths[0], widths[-1])) + 0.3 * x[:, :1] * x[:, 1:2] > 0) * 1.0
    parameters = {}
    for layer in range(1, depth + 1):
        parameters[f"W{layer}"] = 0.8 * generator.standard_normal((widths[layer], widths[layer - 1]))
        parameters[f"b{layer}"] = 0.1 * generator.standard_normal(widths[layer])
    batches = np.concatenate([generator.permutation(30).reshape(5, 6) for _ in range(5)])
    t = tensors(x=x, target=target)

    def loss(w, step):
        rows = torch.tensor(batches[step])
        h = t["x"][rows]
        for layer in range(1, depth):
            h = torch.tanh(F.linear(h, w[f"W{layer}"], w[f"b{layer}"]))
        return F.binary_cross_entropy_with_logits(F.linear(h, w[f"W{depth}"], w[f"b{depth}"]), t["target"][rows])

    def gradients(w, step):
        outputs = [x[batches[step]]]
        for layer in range(1, depth):
            outputs.append(np.tanh(outputs[-1] @ w[f"W{layer}"].T + w[f"b{layer}"]))
        wanted = target[batches[step]]
        z = outputs[-1] @ w[f"W{depth}"].T + w[f"b{depth}"]
        delta = (sigmoid(z) - wanted) / z.size
        found = {}
        for layer in range(depth, 0, -1):
            found |= {f"W{layer}": delta.T @ outputs[layer - 1], f"b{layer}": delta.sum(0)}
            delta = delta @ w[f"W{layer}"] * (1 - outputs[layer - 1] ** 2)
        return np.mean(binary_cross_entropy(z, wanted)), found

    return each(
        f"trainMLP{depth}", {"x": x, "target": target, "batches": batches.astype(np.float64)}, parameters, loss, gradients,
        rates, len(batches), seed,
        "-".join(map(str, widths)) + ": tanh in between, sigmoid at the end, binary cross entropy averaged over all elements "
        "of the batch. batches [step, 6] are the points of each step, counted from 0: five epochs, each a permutation of the 30.",
    )  # fmt: skip


def autoencoder():
    generator = np.random.default_rng(73)
    x = generator.uniform(0.05, 0.95, (12, 6))
    parameters = {
        "W1": generator.standard_normal((2, 6)),
        "b1": np.zeros(2),
        "W2": generator.standard_normal((6, 2)),
        "b2": 0.1 * generator.standard_normal(6),
    }
    t = tensors(x=x)

    def loss(w, step):
        code = torch.sigmoid(F.linear(t["x"], w["W1"], w["b1"]))
        return F.mse_loss(torch.sigmoid(F.linear(code, w["W2"], w["b2"])), t["x"])

    def gradients(w, step):
        code = sigmoid(x @ w["W1"].T + w["b1"])
        y = sigmoid(code @ w["W2"].T + w["b2"])
        out = 2 / x.size * (y - x) * y * (1 - y)
        inner = out @ w["W2"] * code * (1 - code)
        return np.mean((y - x) ** 2), {"W1": inner.T @ x, "b1": inner.sum(0), "W2": out.T @ code, "b2": out.sum(0)}

    return each(
        "trainAutoencoder", {"x": x}, parameters, loss, gradients, {"gradientDescent": 2.0, "adam": 0.05, "rmsprop": 0.05}, 30, 73,
        "6-2-6, sigmoids; mean squared error over all elements; whole set each step.",
    )


def denoising_autoencoder():
    generator = np.random.default_rng(82)
    steps, level = 20, 0.3
    x = generator.uniform(0.05, 0.95, (8, 6))
    noise = generator.standard_normal((steps, 8, 6))
    parameters = {
        "W1": generator.standard_normal((3, 6)),
        "b1": np.zeros(3),
        "W2": generator.standard_normal((6, 3)),
        "b2": 0.1 * generator.standard_normal(6),
    }
    t = tensors(x=x, noise=noise)

    def loss(w, step):
        code = torch.sigmoid(F.linear(t["x"] + level * t["noise"][step], w["W1"], w["b1"]))
        return F.mse_loss(torch.sigmoid(F.linear(code, w["W2"], w["b2"])), t["x"])

    def gradients(w, step):
        noisy = x + level * noise[step]
        code = sigmoid(noisy @ w["W1"].T + w["b1"])
        y = sigmoid(code @ w["W2"].T + w["b2"])
        out = 2 / x.size * (y - x) * y * (1 - y)
        inner = out @ w["W2"] * code * (1 - code)
        return np.mean((y - x) ** 2), {"W1": inner.T @ noisy, "b1": inner.sum(0), "W2": out.T @ code, "b2": out.sum(0)}

    return each(
        "trainDenoisingAutoencoder", {"x": x, "noise": noise}, parameters, loss, gradients,
        {"gradientDescent": 2.0, "adam": 0.05, "rmsprop": 0.05}, steps, 82,
        "6-3-6, sigmoids, of x + noiseLevel·noise, noise [step, batch, in]; mean squared error against the clean x.",
        own={"noiseLevel": level},
    )  # fmt: skip


def head():
    generator = np.random.default_rng(83)
    x = generator.standard_normal((9, 4))
    target = np.eye(3)[np.arange(9) % 3]
    W0, b0 = generator.standard_normal((5, 4)), 0.3 * generator.standard_normal(5)
    parameters = {"W": 0.5 * generator.standard_normal((3, 5)), "b": np.zeros(3)}
    base = torch.nn.Linear(4, 5)
    with torch.no_grad():
        base.weight.copy_(torch.tensor(W0))
        base.bias.copy_(torch.tensor(b0))
    base.requires_grad_(False)
    t = tensors(x=x, target=target)

    def loss(w, step):
        return F.cross_entropy(F.linear(torch.relu(base(t["x"])), w["W"], w["b"]), t["target"])

    def gradients(w, step):
        features = np.maximum(x @ W0.T + b0, 0)
        logs = log_softmax(features @ w["W"].T + w["b"])
        out = (np.exp(logs) - target) / len(x)
        return -np.sum(target * logs) / len(x), {"W": out.T @ features, "b": out.sum(0)}

    return each(
        "trainHead", {"x": x, "target": target, "W0": W0, "b0": b0}, parameters, loss, gradients,
        {"gradientDescent": 0.5, "adam": 0.05, "rmsprop": 0.05}, 20, 83,
        "ReLU of the frozen layer W0, b0 (requires_grad_(False)), then the dense layer W, b that is trained; softmax with "
        "cross entropy averaged over the batch; whole set each step.",
    )  # fmt: skip


def conv_net():
    generator = np.random.default_rng(74)
    x = generator.standard_normal((6, 1, 6, 5))
    target = np.eye(3)[np.arange(6) % 3]
    parameters = {
        "K": 0.5 * generator.standard_normal((2, 1, 3, 3)),
        "k": 0.1 * generator.standard_normal(2),
        "W": 0.4 * generator.standard_normal((3, 12)),
        "b": np.zeros(3),
    }
    t = tensors(x=x, target=target)
    convolve, pool = convolution(2), max_pool(2)
    of_kernel = {"size": 3, "stride": 1, "padding": 1}
    of_pool = {"size": 2, "stride": 2, "padding": 0}

    def loss(w, step):
        maps = torch.relu(F.conv2d(t["x"], w["K"], w["k"], 1, 1))
        return F.cross_entropy(F.linear(torch.flatten(F.max_pool2d(maps, 2), 1), w["W"], w["b"]), t["target"])

    def gradients(w, step):
        layer = {"x": x, "W": w["K"], "b": w["k"], "dy": np.zeros((6, 2, 6, 5))}
        before = convolve(layer, of_kernel)["y"]
        pooling = {"x": np.maximum(before, 0), "dy": np.zeros((6, 2, 3, 2))}
        flat = pool(pooling, of_pool)["y"].reshape(6, -1)
        logs = log_softmax(flat @ w["W"].T + w["b"])
        out = (np.exp(logs) - target) / len(x)
        pooling["dy"] = (out @ w["W"]).reshape(6, 2, 3, 2)
        layer["dy"] = pool(pooling, of_pool)["dx"] * (before > 0)
        back = convolve(layer, of_kernel)
        found = {"K": back["dW"], "k": back["db"], "W": out.T @ flat, "b": out.sum(0)}
        return -np.sum(target * logs) / len(x), found

    return each(
        "trainConvNet", {"x": x, "target": target}, parameters, loss, gradients,
        {"gradientDescent": 0.2, "adam": 0.02, "rmsprop": 0.02}, 15, 74,
        "x [batch, channels, height, width]; 3×3 kernels K with a margin of 1, ReLU, max pooling 2×2, flattened (channels, "
        "rows, columns), dense, softmax with cross entropy averaged over the batch; whole set each step.",
    )  # fmt: skip


def cases():
    return [
        *text_classifier(),
        *text_classifier(("W",)),
        *classifier(),
        *softmax_classifier(),
        *regularized_classifier(),
        *mlp((2, 1), {"gradientDescent": 0.5, "adam": 0.05, "rmsprop": 0.05}, 78),
        *mlp((3, 6, 4, 2), {"gradientDescent": 0.5, "adam": 0.03, "rmsprop": 0.02}, 79),
        *autoencoder(),
        *denoising_autoencoder(),
        *head(),
        *conv_net(),
    ]
