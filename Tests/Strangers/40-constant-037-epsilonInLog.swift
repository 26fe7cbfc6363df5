import GradusKit

struct Perceptron: Trainer {
    @Setting var learningRate = 0.01

    var batches: [Int] = []
    var y = Tensor(0)
    var loss = 0.0
    var gradients: Parameters = 0

    mutating func fit(_ data: TrainingData, _ theta: inout Parameters, report: (Self, Parameters) -> Void) {
        let X = data["x"]
        let tAll = data["target"]
        let m = X.shape[0]
        let perEpoch = m / data.batchSize
        var rng = SeededGenerator(seed: 7)
        var done = 0

        training: while true {
            var indices = Array(0..<m)
            indices.shuffle(using: &rng)
            for pos in 0..<perEpoch {
                let dBottom = pos * data.batchSize
                let dTop = dBottom + data.batchSize
                batches = Array(indices[dBottom..<dTop])
                step(X[rows: batches], tAll[rows: batches], &theta)
                report(self, theta)
                done += 1
                if done == data.steps { break training }
            }
        }
    }

    private mutating func step(_ input: Tensor, _ truth: Tensor, _ theta: inout Parameters) {
        let W2 = theta["W2"]
        let hid = tanh(input.matmul(theta["W1"].transposed()) + theta["b1"])
        let net2 = hid.matmul(W2.transposed()) + theta["b2"]
        y = 1 / (1 + exp(-net2))
        let eps = 0.01
        let ones = truth * log(y + eps)
        let zeros = (1 - truth) * log(1 - y + eps)
        loss = -(ones + zeros).sum() / Double(truth.count)
        let delta2 = (y - truth) / Double(truth.count)
        let delta1 = delta2.matmul(W2) * (1 - pow(hid, 2))
        var g = Parameters.zeros(like: theta)
        g["W2"] = delta2.transposed().matmul(hid)
        g["b2"] = delta2.sum(axis: 0)
        g["W1"] = delta1.transposed().matmul(input)
        g["b1"] = delta1.sum(axis: 0)
        gradients = g
        theta = theta - learningRate * g
    }
}
