"""The numbers a case draws, computed a second time from docs/assignment-format.md ("How inputs are drawn").

Written in plain Python from the description, not from the Swift sources: Python's floats are IEEE 754 doubles, so the
two must agree in every bit. Prints every value as its 16 hexadecimal digits:

    python3 case_inputs.py SEED STEPS LOW_EXPONENT HIGH_EXPONENT ZEROS LOW_WEIGHT HIGH_WEIGHT NAME:SHAPE ...
    python3 case_inputs.py 7 3 -1.6 1.6 0.2 0.75 1.25 W:2x2 s:

With an objective, its two intervals come first, and its draws and what it answers at the starting weights last:

    python3 case_inputs.py --objective LOW_CURVATURE HIGH_CURVATURE LOW_CENTER HIGH_CENTER SEED ...
    python3 case_inputs.py --objective 0.5 2 -1 1 7 3 -1.6 1.6 0.2 0.75 1.25 W:2x2 s:

Two inputs of a layer with rows, the first oneHot, the second probabilities:

    python3 case_inputs.py --rows SEED ROWS WIDTH
    python3 case_inputs.py --rows 7 3 4
"""

import math
import struct
import sys

MASK = (1 << 64) - 1


def splitmix(seed):
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def uniforms(seed):
    for bits in splitmix(seed):
        yield (bits >> 11) / 2.0**53


def keep(u, p):
    """True with probability exp(-p): the falling run below p has even length."""
    length = 0
    while (x := next(u)) < p:
        p = x
        length += 1
    return length % 2 == 0


def normal(u):
    while True:
        k = 0
        while keep(u, 0.5):
            k += 1
        if not all(keep(u, 0.5) for _ in range(k * (k - 1))):
            continue
        x = next(u)
        if all(keep(u, x) for _ in range(k)) and keep(u, x * x * 0.5):
            return -(k + x) if next(u) < 0.5 else k + x


def power_of_ten(e):
    n = math.floor(e)
    y = (e - n) * math.log(10)
    total = 1.0
    for i in range(32, 0, -1):
        total = 1 + total * y / float(i)
    return total / float(10 ** -n) if n < 0 else total * float(10**n)


def sizes_of(shapes):
    return {name: math.prod(shape) for name, shape in sorted(shapes.items())}


def draw(seed, steps, exponents, zeros, magnitudes, shapes):
    seeds = splitmix(seed)
    weights, gradients = uniforms(next(seeds)), uniforms(next(seeds))
    sizes = sizes_of(shapes)
    count = sum(sizes.values())
    parts = list(range(count))
    for last in range(count - 1, 0, -1):
        other = int(next(weights) * (last + 1))
        parts[last], parts[other] = parts[other], parts[last]
    low, high = magnitudes
    start, turn = {}, iter(parts)
    for name, size in sizes.items():
        start[name] = []
        for _ in range(size):
            w = low + (high - low) * ((next(turn) + next(weights)) / count)
            start[name].append(-w if next(weights) < 0.5 else w)
    series = {name: [] for name in sizes}
    for _ in range(steps):
        low, high = exponents
        scale = power_of_ten(low + (high - low) * next(gradients))
        for name, size in sizes.items():
            row = []
            for _ in range(size):
                row.append(0.0 if next(gradients) < zeros else normal(gradients) * scale)
            series[name].append(row)
    return start, series


def draw_objective(seed, curvatures, centers, shapes):
    """Curvatures and centers by parameter, from the generator that the seed's fourth output starts."""
    seeds = splitmix(seed)
    for _ in range(3):
        next(seeds)
    u = uniforms(next(seeds))

    def inside(interval):
        low, high = interval
        return low + (high - low) * next(u)

    curvature, center = {}, {}
    for name, size in sizes_of(shapes).items():
        curvature[name] = [inside(curvatures) for _ in range(size)]
        center[name] = [inside(centers) for _ in range(size)]
    return curvature, center


def objective_loss(curvature, center, point):
    """Half the sum of curvature times the squared distance, added up in the order of the names."""
    total = 0.0
    for name in sorted(center):
        for k, c, w in zip(curvature[name], center[name], point[name]):
            total += k * ((w - c) * (w - c))
    return total / 2


def objective_gradient(curvature, center, point):
    return {
        name: [k * (w - c) for k, c, w in zip(curvature[name], center[name], point[name])]
        for name in sorted(center)
    }


def draw_rows(seed, rows, width):
    """A oneHot and a probabilities input, from the generator that the seed's third output starts."""
    seeds = splitmix(seed)
    for _ in range(2):
        next(seeds)
    u = uniforms(next(seeds))
    places = [int(next(u) * width) for _ in range(rows)]
    hot = [1.0 if column == place else 0.0 for place in places for column in range(width)]
    shares = []
    for _ in range(rows):
        row = [0.125 + next(u) for _ in range(width)]
        total = 0.0
        for share in row:
            total += share
        shares += [share / total for share in row]
    return hot, shares


def bits(x):
    return struct.pack(">d", x).hex()


if __name__ == "__main__":
    arguments, asked = sys.argv[1:], None
    if arguments[0] == "--rows":
        for values in draw_rows(*map(int, arguments[1:])):
            print(*map(bits, values))
        sys.exit()
    if arguments[0] == "--objective":
        asked, arguments = list(map(float, arguments[1:5])), arguments[5:]
    seed, steps = int(arguments[0]), int(arguments[1])
    a, b, zeros, c, d = map(float, arguments[2:7])
    shapes = {}
    for argument in arguments[7:]:
        name, shape = argument.split(":")
        shapes[name] = [int(n) for n in shape.split("x") if n]
    start, series = draw(seed, steps, (a, b), zeros, (c, d), shapes)
    for name, values in start.items():
        print("parameters", name, *map(bits, values))
    for name, rows in series.items():
        for step, row in enumerate(rows, 1):
            print("gradients", name, step, *map(bits, row))
    if asked:
        curvature, center = draw_objective(seed, asked[:2], asked[2:], shapes)
        for name in start:
            print("curvature", name, *map(bits, curvature[name]))
            print("center", name, *map(bits, center[name]))
        print("loss", bits(objective_loss(curvature, center, start)))
        for name, values in objective_gradient(curvature, center, start).items():
            print("gradient", name, *map(bits, values))
