"""RNN, LSTM and GRU, one cell (one time step) and unrolled, and self-attention."""

import keras
import numpy as np
import torch
import torch.nn.functional as F

from common import relative_difference
from layer_cases import layer
from layers_activation import sigmoid, softmax

TIMES, BATCH, INPUTS, HIDDEN = 5, 2, 3, 4
LAYOUT = "x [time, batch, features]; h (and c) [time, batch, hidden], h0, c0 the states before; gates: "


def inputs(gates, times, cell=False, hidden_bias=False):
    def make(g):
        found = {
            "x": g.standard_normal((times, BATCH, INPUTS)),
            "h0": 0.5 * g.standard_normal((BATCH, HIDDEN)),
            "Wx": 0.6 * g.standard_normal((gates * HIDDEN, INPUTS)),
            "Wh": 0.6 * g.standard_normal((gates * HIDDEN, HIDDEN)),
            "b": 0.4 * g.standard_normal(gates * HIDDEN),
        }
        if cell:
            found["c0"] = 0.5 * g.standard_normal((BATCH, HIDDEN))
        if hidden_bias:
            found["bh"] = 0.4 * g.standard_normal(gates * HIDDEN)
        return found

    return make


def unrolled(step):
    """PyTorch's own cell functions, one call a time step; their second bias is zero unless it is an input."""

    def run(v, s):
        second = v.get("bh", torch.zeros_like(v["b"]))
        h, c, found = v["h0"], v.get("c0"), {"h": []}
        for x in v["x"]:
            state = step(x, h if c is None else (h, c), v["Wx"], v["Wh"], v["b"], second)
            h, c = (state, None) if c is None else state
            found["h"].append(h)
            if c is not None:
                found.setdefault("c", []).append(c)
        return {name: torch.stack(value) for name, value in found.items()}

    return run


def module(kind):
    """The whole sequence by nn.RNN, nn.LSTM or nn.GRU: the largest difference of h from the cells'."""

    def run(tensors, s):
        net = kind(INPUTS, HIDDEN)
        with torch.no_grad():
            net.weight_ih_l0.copy_(torch.tensor(tensors["Wx"]))
            net.weight_hh_l0.copy_(torch.tensor(tensors["Wh"]))
            net.bias_ih_l0.copy_(torch.tensor(tensors["b"]))
            net.bias_hh_l0.copy_(torch.tensor(tensors.get("bh", np.zeros_like(tensors["b"]))))
            start = torch.tensor(tensors["h0"])[None]
            if "c0" in tensors:
                start = (start, torch.tensor(tensors["c0"])[None])
            h, _ = net(torch.tensor(tensors["x"]), start)
        return f"torch.nn.{kind.__name__}: h {relative_difference(h.numpy(), tensors['h']):.0e}"

    return run


class Backward:
    """Collects the gradients of one gated step after the other, from the last to the first."""

    def __init__(self, v):
        self.v = v
        self.found = {name: np.zeros_like(v[name]) for name in ("x", "Wx", "Wh", "b", "bh") if name in v}
        self.dh = np.zeros_like(v["h0"])

    def gate(self, t, rows, delta, h):
        """A pre-activation Wx·x + Wh·h + b of these rows received the gradient delta."""
        self.found["Wx"][rows] += delta.T @ self.v["x"][t]
        self.found["Wh"][rows] += delta.T @ h
        self.found["b"][rows] += delta.sum(0)
        self.found["x"][t] += delta @ self.v["Wx"][rows]
        return delta @ self.v["Wh"][rows]

    def result(self, **more):
        return {f"d{name}": value for name, value in self.found.items()} | {"dh0": self.dh} | more


def block(index):
    return slice(index * HIDDEN, (index + 1) * HIDDEN)


def pre(v, t, h, index):
    rows = block(index)
    return v["x"][t] @ v["Wx"][rows].T + h @ v["Wh"][rows].T + v["b"][rows]


def rnn(v, s):
    h, hs = v["h0"], []
    for t in range(len(v["x"])):
        h = np.tanh(pre(v, t, h, 0))
        hs.append(h)
    back = Backward(v)
    for t in reversed(range(len(hs))):
        delta = (v["dh"][t] + back.dh) * (1 - hs[t] ** 2)
        back.dh = back.gate(t, block(0), delta, hs[t - 1] if t else v["h0"])
    return back.result(h=np.array(hs))


def lstm(v, s):
    h, c, hs, cs, gates = v["h0"], v["c0"], [], [], []
    for t in range(len(v["x"])):
        i, f, o = (sigmoid(pre(v, t, h, index)) for index in (0, 1, 3))
        g = np.tanh(pre(v, t, h, 2))
        c = f * c + i * g
        h = o * np.tanh(c)
        gates.append((i, f, g, o))
        hs.append(h)
        cs.append(c)
    back, dc = Backward(v), 0
    for t in reversed(range(len(hs))):
        i, f, g, o = gates[t]
        before_h, before_c = (hs[t - 1], cs[t - 1]) if t else (v["h0"], v["c0"])
        dh = v["dh"][t] + back.dh
        dc = dc + dh * o * (1 - np.tanh(cs[t]) ** 2)
        deltas = (dc * g * i * (1 - i), dc * before_c * f * (1 - f), dc * i * (1 - g**2), dh * np.tanh(cs[t]) * o * (1 - o))
        back.dh = sum(back.gate(t, block(index), delta, before_h) for index, delta in enumerate(deltas))
        dc = dc * f
    return back.result(h=np.array(hs), c=np.array(cs), dc0=dc)


def lstm_two_biases(v, s):
    """Only the sum of the two counts, so both receive the same gradient."""
    found = lstm(v | {"b": v["b"] + v["bh"]}, s)
    return found | {"dbh": found["db"]}


def gru_after(v, s):
    h, hs, gates = v["h0"], [], []
    for t in range(len(v["x"])):
        r = sigmoid(pre(v, t, h, 0) + v["bh"][block(0)])
        z = sigmoid(pre(v, t, h, 1) + v["bh"][block(1)])
        inner = h @ v["Wh"][block(2)].T + v["bh"][block(2)]
        n = np.tanh(v["x"][t] @ v["Wx"][block(2)].T + v["b"][block(2)] + r * inner)
        h = (1 - z) * n + z * h
        gates.append((r, z, n, inner))
        hs.append(h)
    back = Backward(v)
    for t in reversed(range(len(hs))):
        r, z, n, inner = gates[t]
        before = hs[t - 1] if t else v["h0"]
        dh = v["dh"][t] + back.dh
        dn = dh * (1 - z) * (1 - n**2)
        dr, dz = dn * inner * r * (1 - r), dh * (before - n) * z * (1 - z)
        back.dh = dh * z + back.gate(t, block(0), dr, before) + back.gate(t, block(1), dz, before)
        back.found["Wx"][block(2)] += dn.T @ v["x"][t]
        back.found["b"][block(2)] += dn.sum(0)
        back.found["x"][t] += dn @ v["Wx"][block(2)]
        back.found["Wh"][block(2)] += (dn * r).T @ before
        back.dh = back.dh + (dn * r) @ v["Wh"][block(2)]
        for index, delta in enumerate((dr, dz, dn * r)):
            back.found["bh"][block(index)] += delta.sum(0)
    return back.result(h=np.array(hs))


def gru_before_step(x, h, Wx, Wh, b, _):
    """The textbook's cell in PyTorch operations: PyTorch itself has only the other."""
    rows = [block(index) for index in range(3)]
    r, z = (torch.sigmoid(F.linear(x, Wx[k], b[k]) + F.linear(h, Wh[k])) for k in rows[:2])
    n = torch.tanh(F.linear(x, Wx[rows[2]], b[rows[2]]) + F.linear(r * h, Wh[rows[2]]))
    return (1 - z) * n + z * h


def gru_before(v, s):
    h, hs, gates = v["h0"], [], []
    for t in range(len(v["x"])):
        r, z = (sigmoid(pre(v, t, h, index)) for index in (0, 1))
        n = np.tanh(pre(v, t, r * h, 2))
        h = (1 - z) * n + z * h
        gates.append((r, z, n))
        hs.append(h)
    back = Backward(v)
    for t in reversed(range(len(hs))):
        r, z, n = gates[t]
        before = hs[t - 1] if t else v["h0"]
        dh = v["dh"][t] + back.dh
        dreset = back.gate(t, block(2), dh * (1 - z) * (1 - n**2), r * before)
        dr, dz = dreset * before * r * (1 - r), dh * (before - n) * z * (1 - z)
        back.dh = dh * z + dreset * r + back.gate(t, block(0), dr, before) + back.gate(t, block(1), dz, before)
    return back.result(h=np.array(hs))


def keras_gru(tensors, s):
    """Keras's GRU with reset_after=False, whose gates are z, r, h and whose kernels are transposed."""
    net = keras.layers.GRU(HIDDEN, return_sequences=True, reset_after=False)
    order = np.concatenate([np.arange(HIDDEN) + HIDDEN * index for index in (1, 0, 2)])
    net.build((BATCH, len(tensors["x"]), INPUTS))
    net.set_weights([tensors["Wx"][order].T, tensors["Wh"][order].T, tensors["b"][order]])
    h = np.array(net(tensors["x"].transpose(1, 0, 2), initial_state=tensors["h0"])).transpose(1, 0, 2)
    return f"keras GRU, reset_after=False: h {relative_difference(h, tensors['h']):.0e}"


def attention(v, s):
    q, k, u = (v["x"] @ v[name].T for name in ("Wq", "Wk", "Wv"))
    scores = q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[-1])
    if s["causal"]:
        scores = np.where(np.tril(np.ones(scores.shape[1:])) > 0, scores, -np.inf)
    a = softmax({"x": scores, "dy": 0.0}, s)["y"]
    da = v["dy"] @ u.transpose(0, 2, 1)
    dscores = a * (da - (da * a).sum(-1, keepdims=True)) / np.sqrt(q.shape[-1])
    dq, dk, du = dscores @ k, dscores.transpose(0, 2, 1) @ q, a.transpose(0, 2, 1) @ v["dy"]
    found = {"y": a @ u, "attention": a, "dx": dq @ v["Wq"] + dk @ v["Wk"] + du @ v["Wv"]}
    for name, delta in (("Wq", dq), ("Wk", dk), ("Wv", du)):
        found[f"d{name}"] = np.einsum("nto,nti->oi", delta, v["x"])
    return found


def attention_torch(v, s):
    q, k, u = (F.linear(v["x"], v[name]) for name in ("Wq", "Wk", "Wv"))
    # the weights themselves: the values of the identity
    identity = torch.eye(k.shape[1]).expand(len(k), -1, -1)
    return {
        "y": F.scaled_dot_product_attention(q, k, u, is_causal=s["causal"]),
        "attention": F.scaled_dot_product_attention(q, k, identity, is_causal=s["causal"]),
    }


def rotated(interleaved):
    def pairs(value):
        if interleaved:
            return value[..., 0::2], value[..., 1::2]
        return np.split(value, 2, axis=-1)

    def turned(value, base, direction):
        first, second = pairs(value)
        frequencies = base ** (-2 * np.arange(first.shape[-1]) / value.shape[-1])
        angle = direction * np.arange(value.shape[1])[:, None] * frequencies
        a, b = first * np.cos(angle) - second * np.sin(angle), second * np.cos(angle) + first * np.sin(angle)
        return np.stack([a, b], -1).reshape(value.shape) if interleaved else np.concatenate([a, b], -1)

    return lambda v, s: {"y": turned(v["x"], s["base"], 1), "dx": turned(v["dy"], s["base"], -1)}


def rotated_torch(interleaved):
    """As products of complex numbers, which is how Meta's program for Llama turns its pairs."""

    def run(v, s):
        x = v["x"] if interleaved else torch.stack(torch.chunk(v["x"], 2, -1), -1).flatten(-2)
        pairs = torch.view_as_complex(x.reshape(*x.shape[:-1], -1, 2))
        frequencies = s["base"] ** (-torch.arange(0, x.shape[-1], 2, dtype=torch.float64) / x.shape[-1])
        angle = torch.outer(torch.arange(x.shape[1], dtype=torch.float64), frequencies)
        y = torch.view_as_real(pairs * torch.polar(torch.ones_like(angle), angle)).flatten(-2)
        return {"y": y if interleaved else torch.cat([y[..., 0::2], y[..., 1::2]], -1)}

    return run


def cases():
    found = []
    both = (("cell", 1), ("sequence", TIMES))
    for case, times in both:
        found += [
            layer("rnn", "plain", inputs(1, times), unrolled(torch.rnn_tanh_cell), rnn, {}, case,
                  LAYOUT + "one, tanh. Wx [hidden, in], Wh [hidden, hidden], b [hidden]. dh is the given gradient on h at every time.",
                  upstream=("h",), cross_check=module(torch.nn.RNN)),
            layer("lstm", "plain", inputs(4, times, cell=True), unrolled(torch.lstm_cell), lstm, {}, case,
                  LAYOUT + "i, f, g, o, stacked along the rows of Wx [4·hidden, in], Wh [4·hidden, hidden], b [4·hidden]; one bias "
                  "(PyTorch's second is 0). dh is the given gradient on h at every time, none on c; dc0 and dh0 are outputs.",
                  upstream=("h",), cross_check=module(torch.nn.LSTM)),
            layer("lstm", "twoBiases", inputs(4, times, cell=True, hidden_bias=True), unrolled(torch.lstm_cell), lstm_two_biases, {}, case,
                  LAYOUT + "i, f, g, o, stacked along the rows of Wx [4·hidden, in], Wh [4·hidden, hidden], b and bh [4·hidden]; bh is "
                  "the second bias. dh is the given gradient on h at every time, none on c; dc0 and dh0 are outputs.",
                  upstream=("h",), cross_check=module(torch.nn.LSTM)),
            layer("gru", "resetAfter", inputs(3, times, hidden_bias=True), unrolled(torch.gru_cell), gru_after, {}, case,
                  LAYOUT + "r, z, n, stacked along the rows of Wx [3·hidden, in], Wh [3·hidden, hidden], b and bh [3·hidden]. "
                  "n = tanh(Wx·x + b + r ⊙ (Wh·h + bh)), h ← (1 − z) ⊙ n + z ⊙ h; bh is the second bias.",
                  upstream=("h",), cross_check=module(torch.nn.GRU)),
            layer("gru", "resetBefore", inputs(3, times), unrolled(gru_before_step), gru_before, {}, case,
                  LAYOUT + "r, z, n, stacked along the rows of Wx [3·hidden, in], Wh [3·hidden, hidden], b [3·hidden]. "
                  "n = tanh(Wx·x + Wh·(r ⊙ h) + b), h ← (1 − z) ⊙ n + z ⊙ h. Written with PyTorch's operations.",
                  upstream=("h",), cross_check=keras_gru),
        ]  # fmt: skip
    for case, causal in (("whole", False), ("causal", True)):
        found.append(
            layer("attention", "plain",
                  lambda g: {"x": g.standard_normal((2, 4, 3)), "Wq": g.standard_normal((5, 3)), "Wk": g.standard_normal((5, 3)),
                             "Wv": g.standard_normal((4, 3))},
                  attention_torch, attention, {"causal": causal}, case,
                  "One head. x [batch, time, features], q = xWqᵀ, k = xWkᵀ [batch, time, 5], values xWvᵀ [batch, time, 4]; "
                  "attention = softmax(qkᵀ/√5) [batch, query, key], y = attention·values; no biases, no output projection. "
                  "causal: no key after its query.")
        )  # fmt: skip
    for convention in ("interleaved", "halves"):
        for case, base in (("usual", 10000.0), ("generic", 20.0)):
            is_interleaved = convention == "interleaved"
            found.append(
                layer("rotaryPositions", convention, lambda g: {"x": g.standard_normal((2, 5, 6))}, rotated_torch(is_interleaved),
                      rotated(is_interleaved), {"base": base}, case,
                      "x [batch, time, features]; positions from 0; pair i is turned by position·base^(−2i/features).")
            )  # fmt: skip
    return found
