import GradusKit

struct Perceptron: Trainer {
    @Setting var learningRate = 0.01

    var batches: [Int] = []
    var y = Tensor(0)
    var loss = 0.0
    var gradients: Parameters = 0

    mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
        let X = data["x"]
        let T = data["target"]
        let m = X.shape[0]
        let perEpoch = m / data.batchSize
        var rng = SeededGenerator(seed: 7)
        var done = 0

        training: while true {
            var indices = Array(0..<m)
            indices.shuffle(using: &rng)
            for k in 0..<perEpoch {
                let lower = k * data.batchSize
                let upper = lower + data.batchSize
                batches = Array(indices[lower..<upper])
                step(X[rows: batches], T[rows: batches], &weights)
                report(self, weights)
                done += 1
                if done == data.steps { break training }
            }
        }
    }

    private mutating func step(_ x: Tensor, _ t: Tensor, _ weights: inout Parameters) {
        let W2 = weights["W2"]
        // forward pass
        let a1 = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
        let z2 = a1.matmul(W2.transposed()) + weights["b2"]
        y = 1 / (1 + exp(-z2))
        // loss
        let positive = max(z2, 0)
        let correction = log1p(exp(-abs(z2)))
        loss = (positive - z2 * t + correction).sum() / Double(t.count)
        // backward pass
        let delta2 = (y - t) / Double(t.count)
        let delta1 = delta2.matmul(W2) * (1 - pow(a1, 2))
        var g = Parameters.zeros(like: weights)
        g["W2"] = delta2.transposed().matmul(a1)
        g["b2"] = delta2.sum(axis: 0)
        g["W1"] = delta1.transposed().matmul(x)
        g["b1"] = delta1.sum(axis: 0)
        gradients = g
        // gradient descent
        weights = weights - learningRate * g
    }
}
