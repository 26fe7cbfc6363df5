"""The optimizers by the equations of their sources, evaluated at 50 digits.

Every rule is (w, g, t, η, state, settings) → (new w, quantities), for one parameter; `state` is a dictionary that
starts empty. A recorded trace is compared with the rule's, so both the library and the transcription are checked.
"""

import mpmath
import numpy as np

_number = np.frompyfunc(lambda value: mpmath.mpf(float(value)), 1, 1)
_float = np.frompyfunc(float, 1, 1)
_sqrt = np.frompyfunc(mpmath.sqrt, 1, 1)
_max = np.frompyfunc(lambda a, b: a if a >= b else b, 2, 1)
_sign = np.frompyfunc(lambda a: mpmath.mpf((a > 0) - (a < 0)), 1, 1)
_ratio = np.frompyfunc(lambda a, b: a / b if b != 0 else mpmath.nan, 2, 1)


def exact(value):
    return _number(np.asarray(value, dtype=np.float64))


def evaluate(rule, inputs, settings):
    """The trace of a rule, rounded to float64 once, at the end."""
    numbers = {key: mpmath.mpf(value) if isinstance(value, float) else value for key, value in settings.items()}
    found = {}
    first = next(iter((inputs.gradients or {}).values()), None)
    steps = len(first) if first is not None else 25
    for name, w in inputs.parameters.items():
        w, state = exact(w), {}
        record = {"weights": [w]}
        for step in range(steps):
            rate = inputs.rate(step, settings)
            rate = None if rate is None else mpmath.mpf(rate)
            if inputs.gradients is not None:
                g = exact(inputs.gradients[name][step])
            else:
                curvature, center = exact(inputs.curvature[name]), exact(inputs.center[name])
                g = lambda point: curvature * (point - center)
            w, quantities = rule(w, g, step + 1, rate, state, numbers)
            record["weights"].append(w)
            for quantity, value in quantities.items():
                record.setdefault(quantity, []).append(value)
        for quantity, values in record.items():
            found[f"{quantity}/{name}"] = np.array([np.asarray(_float(value), dtype=np.float64) for value in values])
    return found


def average(state, name, value, decay):
    state[name] = decay * state.get(name, 0) + (1 - decay) * value
    return state[name]


def norm(value):
    return mpmath.sqrt(np.sum(value * value))


def gradient_descent(w, g, t, rate, state, s):
    return w - rate * g, {}


def momentum_heavy_ball(w, g, t, rate, state, s):
    v = state["v"] = s["momentum"] * state.get("v", 0) + rate * g
    return w - v, {"velocity": v}


def momentum_average(w, g, t, rate, state, s):
    m = average(state, "m", g, s["momentum"])
    return w - rate * m, {"m": m}


def momentum_velocity(w, g, t, rate, state, s):
    v = state["v"] = s["momentum"] * state.get("v", 0) + g
    return w - rate * v, {"velocity": v}


def nesterov_lookahead(w, gradient, t, rate, state, s):
    before = state.get("v", 0)
    point = w - s["momentum"] * before
    g = gradient(point)
    v = state["v"] = s["momentum"] * before + rate * g
    return w - v, {"velocity": v, "lookahead": point, "gradients": g}


def nesterov_reformulated(w, g, t, rate, state, s):
    v = state["v"] = s["momentum"] * state.get("v", 0) + g
    return w - rate * (g + s["momentum"] * v), {"velocity": v}


def adagrad_inside(w, g, t, rate, state, s):
    r = state["r"] = state.get("r", 0) + g * g
    return w - rate / _sqrt(r + s["epsilon"]) * g, {"accumulator": r}


def adagrad_outside(w, g, t, rate, state, s):
    r = state["r"] = state.get("r", 0) + g * g
    return w - rate / (s["epsilon"] + _sqrt(r)) * g, {"accumulator": r}


def adagrad_exclusive(w, g, t, rate, state, s):
    before = state.get("r", 0 * g)
    state["r"] = before + g * g
    return w - rate / _sqrt(before + s["epsilon"]) * g, {"accumulator": before}


def adadelta_window(w, g, t, rate, state, s):
    squares = state["squares"] = (state.get("squares", []) + [g * g])[-s["window"] :]
    r = sum(squares)
    return w - rate / _sqrt(r + s["epsilon"]) * g, {"accumulator": r}


def adadelta_full(w, g, t, rate, state, s):
    square = average(state, "square", g * g, s["decay"])
    update = -_sqrt(state.get("update", 0 * g) + s["epsilon"]) / _sqrt(square + s["epsilon"]) * g
    return w + update, {"squareAverage": square, "updateAverage": average(state, "update", update * update, s["decay"])}


def adadelta_with_rate(w, g, t, rate, state, s):
    moved, quantities = adadelta_full(w, g, t, rate, state, s)
    return w + rate * (moved - w), quantities


def rmsprop_inside(w, g, t, rate, state, s):
    r = average(state, "r", g * g, s["decay"])
    return w - rate / _sqrt(r + s["epsilon"]) * g, {"squareAverage": r}


def rmsprop_outside(w, g, t, rate, state, s):
    r = average(state, "r", g * g, s["decay"])
    return w - rate / (s["epsilon"] + _sqrt(r)) * g, {"squareAverage": r}


def rmsprop_no_epsilon(w, g, t, rate, state, s):
    r = average(state, "r", g * g, s["decay"])
    return w - rate * _ratio(g, _sqrt(r)), {"squareAverage": r}


def rmsprop_nesterov(w, gradient, t, rate, state, s):
    before = state.get("update", 0 * w)
    point = w + s["momentum"] * before
    g = gradient(point)
    r = average(state, "r", g * g, s["decay"])
    update = state["update"] = s["momentum"] * before - rate / _sqrt(r) * g
    return w + update, {"update": update, "squareAverage": r, "lookahead": point, "gradients": g}


def moments(g, t, state, s):
    m = average(state, "m", g, s["beta1"])
    v = average(state, "v", g * g, s["beta2"])
    return m, v, m / (1 - s["beta1"] ** t), v / (1 - s["beta2"] ** t)


def adam_outside(w, g, t, rate, state, s):
    m, v, mh, vh = moments(g, t, state, s)
    return w - rate * mh / (_sqrt(vh) + s["epsilon"]), {"m": m, "v": v, "mHat": mh, "vHat": vh}


def adam_inside(w, g, t, rate, state, s):
    m, v, mh, vh = moments(g, t, state, s)
    return w - rate * mh / _sqrt(vh + s["epsilon"]), {"m": m, "v": v, "mHat": mh, "vHat": vh}


def adam_uncorrected(w, g, t, rate, state, s):
    m, v, _, _ = moments(g, t, state, s)
    return w - rate / _sqrt(v + s["epsilon"]) * m, {"m": m, "v": v}


def adam_unit_rate(w, g, t, rate, state, s):
    m, v, mh, vh = moments(g, t, state, s)
    return w - mh / (s["epsilon"] + _sqrt(vh)), {"m": m, "v": v, "mHat": mh, "vHat": vh}


def adam_epsilon_hat(w, g, t, rate, state, s):
    m, v, _, _ = moments(g, t, state, s)
    scaled = rate * mpmath.sqrt(1 - s["beta2"] ** t) / (1 - s["beta1"] ** t)
    return w - scaled * m / (_sqrt(v) + s["epsilon"]), {"m": m, "v": v}


def adamw(w, g, t, rate, state, s):
    m, v, mh, vh = moments(g, t, state, s)
    w = w - rate * s["weightDecay"] * w
    return w - rate * mh / (_sqrt(vh) + s["epsilon"]), {"m": m, "v": v, "mHat": mh, "vHat": vh}


def adamw_scheduled(w, g, t, rate, state, s):
    m, v, mh, vh = moments(g, t, state, s)
    change = s["stepSize"] * mh / (_sqrt(vh) + s["epsilon"]) + s["weightDecay"] * w
    return w - rate * change, {"m": m, "v": v, "mHat": mh, "vHat": vh}


def adamax_plain(w, g, t, rate, state, s):
    m = average(state, "m", g, s["beta1"])
    u = state["u"] = _max(s["beta2"] * state.get("u", 0 * g), abs(g))
    return w - rate / (1 - s["beta1"] ** t) * _ratio(m, u), {"m": m, "infinityNorm": u}


def adamax_epsilon_in_max(w, g, t, rate, state, s):
    m = average(state, "m", g, s["beta1"])
    u = state["u"] = _max(s["beta2"] * state.get("u", 0 * g), abs(g) + s["epsilon"])
    return w - rate / (1 - s["beta1"] ** t) * m / u, {"m": m, "infinityNorm": u}


def adamax_epsilon_in_denominator(w, g, t, rate, state, s):
    m = average(state, "m", g, s["beta1"])
    u = state["u"] = _max(s["beta2"] * state.get("u", 0 * g), abs(g))
    return w - rate / (1 - s["beta1"] ** t) * m / (u + s["epsilon"]), {"m": m, "infinityNorm": u}


def nadam_plain(w, g, t, rate, state, s):
    m, v, mh, vh = moments(g, t, state, s)
    step = s["beta1"] * mh + (1 - s["beta1"]) * g / (1 - s["beta1"] ** t)
    return w - rate / (_sqrt(vh) + s["epsilon"]) * step, {"m": m, "v": v, "mHat": mh, "vHat": vh}


def nadam_scheduled(w, g, t, rate, state, s):
    m, v, _, vh = moments(g, t, state, s)
    # the base is the double that stands for 0.96, as in every implementation
    mu = lambda k: s["beta1"] * (1 - mpmath.mpf(0.96) ** (s["momentumDecay"] * k) / 2)
    product = state["product"] = state.get("product", 1) * mu(t)
    step = mu(t + 1) * m / (1 - product * mu(t + 1)) + (1 - mu(t)) * g / (1 - product)
    return w - rate / (_sqrt(vh) + s["epsilon"]) * step, {"m": m, "v": v, "momentumProduct": product}


def amsgrad_uncorrected(w, g, t, rate, state, s):
    m, v, _, _ = moments(g, t, state, s)
    top = state["top"] = _max(state.get("top", 0 * g), v)
    return w - rate * m / (_sqrt(top) + s["epsilon"]), {"m": m, "v": v, "vMax": top}


def amsgrad_corrected(w, g, t, rate, state, s):
    m, v, mh, _ = moments(g, t, state, s)
    top = state["top"] = _max(state.get("top", 0 * g), v)
    return w - rate * mh / (_sqrt(top / (1 - s["beta2"] ** t)) + s["epsilon"]), {"m": m, "v": v, "vMax": top}


def radam(w, g, t, rate, state, s):
    m, v, mh, _ = moments(g, t, state, s)
    limit = 2 / (1 - s["beta2"]) - 1
    length = limit - 2 * t * s["beta2"] ** t / (1 - s["beta2"] ** t)
    if length <= s["threshold"]:
        return w - rate * mh, {"m": m, "v": v}
    rectification = mpmath.sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length))
    adaptive = mpmath.sqrt(1 - s["beta2"] ** t) / (_sqrt(v) + s["epsilon"])
    return w - rate * rectification * mh * adaptive, {"m": m, "v": v}


def lion(w, g, t, rate, state, s):
    before = state.get("m", 0 * g)
    direction = _sign(s["beta1"] * before + (1 - s["beta1"]) * g)
    return w - rate * (direction + s["weightDecay"] * w), {"m": average(state, "m", g, s["beta2"])}


def lamb(w, g, t, rate, state, s):
    m, v, mh, vh = moments(g, t, state, s)
    direction = mh / (_sqrt(vh) + s["epsilon"]) + s["weightDecay"] * w
    size, length = norm(w), norm(direction)
    trust = size / length if size != 0 and length != 0 else mpmath.mpf(1)
    return w - rate * trust * direction, {"m": m, "v": v}


def adafactor(w, g, t, rate, state, s):
    keep = 1 - mpmath.mpf(t) ** s["decayExponent"]
    relative = min(rate, 1 / mpmath.sqrt(t))
    alpha = max(s["epsilon2"], norm(w) / mpmath.sqrt(w.size if isinstance(w, np.ndarray) else 1)) * relative
    if s["weightDecay"] != 0:
        w = w - rate * s["weightDecay"] * w
    if np.ndim(g) == 2:
        rows = average(state, "rows", np.sum(g * g, axis=1) / g.shape[1], keep)
        columns = average(state, "columns", np.sum(g * g, axis=0) / g.shape[0], keep)
        estimate = np.outer(rows, columns) / max(np.sum(rows) / len(rows), s["epsilon1"])
        quantities = {"rowAverage": rows, "columnAverage": columns}
    else:
        estimate = average(state, "square", g * g, keep)
        quantities = {"squareAverage": estimate}
    update = g / _sqrt(_max(estimate, s["epsilon1"] ** 2))
    size = update.size if isinstance(update, np.ndarray) else 1
    update = update / max(1, norm(update) / (mpmath.sqrt(size) * s["threshold"]))
    return w - alpha * update, quantities


def yogi(w, g, t, rate, state, s):
    first = s["initialAccumulator"] + 0 * g
    state.setdefault("m", first)
    m = average(state, "m", g, s["beta1"])
    before = state.get("v", first)
    v = state["v"] = before - (1 - s["beta2"]) * _sign(before - g * g) * g * g
    mh, vh = m / (1 - s["beta1"] ** t), v / (1 - s["beta2"] ** t)
    return w - rate * mh / (_sqrt(vh) + s["epsilon"]), {"m": m, "v": v}


def adabelief(w, g, t, rate, state, s):
    m = average(state, "m", g, s["beta1"])
    v = average(state, "v", (g - m) ** 2, s["beta2"])
    v = state["v"] = v + s["epsilonRoot"]
    mh, vh = m / (1 - s["beta1"] ** t), v / (1 - s["beta2"] ** t)
    return w - rate * mh / (_sqrt(vh) + s["epsilon"]), {"m": m, "v": v}


def muon(w, g, t, rate, state, s):
    m = average(state, "m", g, s["momentum"])
    direction = (1 - s["momentum"]) * g + s["momentum"] * m
    tall = w.shape[0] > w.shape[1]
    x = direction.T if tall else direction
    x = x / max(norm(x), s["epsilon"])
    a, b, c = (mpmath.mpf(value) for value in s["coefficients"])
    for _ in range(s["iterations"]):
        gram = x @ x.T
        x = a * x + (b * gram + c * (gram @ gram)) @ x
    x = x.T if tall else x
    scale = mpmath.sqrt(max(1, mpmath.mpf(w.shape[0]) / w.shape[1]))
    return w - rate * s["weightDecay"] * w - rate * scale * x, {"m": m}
