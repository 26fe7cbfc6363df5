"""Trains the same networks in PyTorch and in gradus, in turns, and prints how their times for a step compare."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

import numpy
import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)

BATCHES = 8
ROUNDS = 9


class Training:
    """A multilayer perceptron in PyTorch, on the numbers that gradus wrote."""

    def __init__(self, path, sizes, optimizer, **options):
        inputs, hidden, outputs, batch = sizes
        numbers = numpy.fromfile(path, dtype="<f8")
        position = 0

        def take(*shape):
            nonlocal position
            count = int(numpy.prod(shape))
            position += count
            return torch.from_numpy(numbers[position - count : position].reshape(shape).copy())

        w1, w2, b1, b2 = take(inputs, hidden), take(hidden, outputs), take(hidden), take(outputs)
        layers = [torch.nn.Linear(inputs, hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, outputs)]
        self.network = torch.nn.Sequential(*layers, *([torch.nn.Sigmoid()] if outputs == 1 else []))
        first, second = self.network[0], self.network[2]
        with torch.no_grad():
            first.weight.copy_(w1.T)
            second.weight.copy_(w2.T)
            first.bias.copy_(b1)
            second.bias.copy_(b2)
        self.weights = [first.weight, second.weight, first.bias, second.bias]
        self.batches = [(take(batch, inputs), take(batch, outputs)) for _ in range(BATCHES)]
        if outputs > 1:
            self.batches = [(x, y.argmax(1)) for x, y in self.batches]
        self.loss = torch.nn.MSELoss() if outputs == 1 else torch.nn.CrossEntropyLoss()
        self.optimizer = optimizer(self.network.parameters(), **options)
        self.position = 0

    def round(self, count):
        start = time.perf_counter()
        for _ in range(count):
            x, y = self.batches[self.position % BATCHES]
            self.position += 1
            self.optimizer.zero_grad()
            self.loss(self.network(x), y).backward()
            self.optimizer.step()
        return (time.perf_counter() - start) / count

    def sums(self):
        return [weight.detach().abs().sum().item() for weight in self.weights]


def compare(program, sizes, steps, name, forms):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "numbers")
        arguments = [program, "train", *map(str, sizes), name, path]
        gradus = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        def ask(count):
            gradus.stdin.write(f"{count}\n")
            gradus.stdin.flush()
            return float(gradus.stdout.readline())

        assert gradus.stdout.readline() == "ready\n"
        theirs = {form: Training(path, sizes, optimizer, **options) for form, (optimizer, options) in forms.items()}
        # The first round warms both up and is not counted.
        ours_times, their_times = [], {form: [] for form in theirs}
        for turn in range(ROUNDS + 1):
            seconds = ask(steps)
            if turn > 0:
                ours_times.append(seconds)
            for form, training in theirs.items():
                seconds = training.round(steps)
                if turn > 0:
                    their_times[form].append(seconds)
        rest, _ = gradus.communicate("end\n")
        sums = [float(line) for line in rest.split()]

    title = "-".join(map(str, sizes[:3]))
    for form, training in theirs.items():
        difference = max(abs(a - b) / abs(b) for a, b in zip(sums, training.sums(), strict=True))
        assert difference < 1e-6, f"{title} {form}: the weights differ by {difference}"
        for kind, choose in (("median", statistics.median), ("shortest", min)):
            ours, their = choose(ours_times) * 1e6, choose(their_times[form]) * 1e6
            print(
                f"{title} batch {sizes[3]:<3} {form:<16} {kind:<9} gradus {ours:9.2f} us  PyTorch {their:9.2f} us"
                f"  gradus/PyTorch {ours / their:.3f}  PyTorch/gradus {their / ours:.1f}  (weights agree to {difference:.0e})"
            )


def main():
    program = sys.argv[1]
    sgd = {"sgd": (torch.optim.SGD, {"lr": 0.01})}
    adam = {
        "adam": (torch.optim.Adam, {"lr": 0.001, "eps": 1e-8}),
        "adam (fused)": (torch.optim.Adam, {"lr": 0.001, "eps": 1e-8, "fused": True}),
    }
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} thread, float64; {ROUNDS} rounds in turns")
    for sizes, steps in (((784, 128, 10, 64), 100), ((2, 8, 1, 4), 2000)):
        compare(program, sizes, steps, "gradientDescent", sgd)
        compare(program, sizes, steps, "adam", adam)
    print("Adam over 1,000,000 parameters")
    print(subprocess.run([program, "bandwidth"], check=True, capture_output=True, text=True).stdout, end="")


main()
