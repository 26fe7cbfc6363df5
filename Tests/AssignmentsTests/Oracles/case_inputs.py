"""The numbers a case draws, computed a second time from docs/assignment-format.md ("How inputs are drawn").

Written in plain Python from the description, not from the Swift sources: Python's floats are IEEE 754 doubles, so the
two must agree in every bit. Prints every value as its 16 hexadecimal digits:

    python3 case_inputs.py SEED STEPS LOW_EXPONENT HIGH_EXPONENT ZEROS LOW_WEIGHT HIGH_WEIGHT NAME:SHAPE ...
    python3 case_inputs.py 7 3 -1.6 1.6 0.2 0.75 1.25 W:2x2 s:
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


def draw(seed, steps, exponents, zeros, magnitudes, shapes):
    seeds = splitmix(seed)
    weights, gradients = uniforms(next(seeds)), uniforms(next(seeds))
    sizes = {name: math.prod(shape) for name, shape in sorted(shapes.items())}
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


def bits(x):
    return struct.pack(">d", x).hex()


if __name__ == "__main__":
    seed, steps = int(sys.argv[1]), int(sys.argv[2])
    a, b, zeros, c, d = map(float, sys.argv[3:8])
    shapes = {}
    for argument in sys.argv[8:]:
        name, shape = argument.split(":")
        shapes[name] = [int(n) for n in shape.split("x") if n]
    start, series = draw(seed, steps, (a, b), zeros, (c, d), shapes)
    for name, values in start.items():
        print("parameters", name, *map(bits, values))
    for name, rows in series.items():
        for step, row in enumerate(rows, 1):
            print("gradients", name, step, *map(bits, row))
