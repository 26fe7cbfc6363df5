import GradusKit

protocol Stage: AnyObject {
    func there(_ x: Tensor) -> Tensor
    func back(_ g: Tensor) -> Tensor
}

final class Affine: Stage {
    let W: Tensor, b: Tensor
    var x = Tensor(0), dW = Tensor(0), db = Tensor(0)
    init(_ W: Tensor, _ b: Tensor) { self.W = W; self.b = b }
    func there(_ x: Tensor) -> Tensor {
        self.x = x
        return x.matmul(W.transposed()) + b
    }
    func back(_ g: Tensor) -> Tensor {
        dW = g.transposed().matmul(x)
        db = g.sum(axis: 0)
        return g.matmul(W)
    }
}

final class Tanh: Stage {
    var h = Tensor(0)
    func there(_ x: Tensor) -> Tensor {
        h = tanh(x)
        return h
    }
    func back(_ g: Tensor) -> Tensor { g * (1 - h * h) }
}

final class LogisticLoss {
    var p = Tensor(0), t = Tensor(0)
    func value(_ z: Tensor, _ t: Tensor) -> Double {
        p = sigmoid(z)
        self.t = t
        return (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
    }
    func gradient() -> Tensor { (p - t) / t.count }
}

struct Perceptron: Trainer {
    @Setting var learningRate = 0.01
    var batches: [Int] = []
    var y = Tensor(0)
    var loss = 0.0
    var gradients: Parameters = 0

    mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
        var generator = SeededGenerator(seed: 13)
        var stack: [Int] = []
        for _ in 0..<data.steps {
            if stack.count < data.batchSize {
                stack = Array(0..<data["x"].shape[0])
                stack.shuffle(using: &generator)
            }
            batches = Array(stack.suffix(data.batchSize))
            stack.removeLast(data.batchSize)

            let first = Affine(weights["W1"], weights["b1"])
            let second = Affine(weights["W2"], weights["b2"])
            let stages: [any Stage] = [first, Tanh(), second]
            let criterion = LogisticLoss()

            let z = stages.reduce(data["x"][rows: batches]) { $1.there($0) }
            loss = criterion.value(z, data["target"][rows: batches])
            y = criterion.p
            _ = stages.reversed().reduce(criterion.gradient()) { $1.back($0) }

            gradients = ["W1": first.dW, "b1": first.db, "W2": second.dW, "b2": second.db]
            weights -= learningRate * gradients
            report(self, weights)
        }
    }
}
