import GradusKit

struct Perceptron: Trainer {
    @Setting var learningRate = 0.01

    var batches: [Int] = []
    var y = Tensor(0)
    var loss = 0.0
    var gradients: Parameters = 0

    mutating func fit(_ set: TrainingData, _ params: inout Parameters, report: (Self, Parameters) -> Void) {
        let xAll = set["x"]
        let tAll = set["target"]
        let m = xAll.shape[0]
        let perEpoch = m / set.batchSize
        var done = 0

        training: while true {
            var rng = SeededGenerator(seed: 7)
            var indices = Array(0..<m)
            indices.shuffle(using: &rng)
            for k in 0..<perEpoch {
                let dBottom = k * set.batchSize
                let errOut = dBottom + set.batchSize
                batches = Array(indices[dBottom..<errOut])
                step(xAll[rows: batches], tAll[rows: batches], &params)
                report(self, params)
                done += 1
                if done == set.steps { break training }
            }
        }
    }

    private mutating func step(_ x: Tensor, _ labels: Tensor, _ params: inout Parameters) {
        let W2 = params["W2"]
        // forward pass
        let h = tanh(x.matmul(params["W1"].transposed()) + params["b1"])
        let o = h.matmul(W2.transposed()) + params["b2"]
        y = 1 / (1 + exp(-o))
        // loss
        let positive = max(o, 0)
        let correction = log1p(exp(-abs(o)))
        loss = (positive - o * labels + correction).sum() / Double(labels.count)
        // backward pass
        let delta2 = (y - labels) / Double(labels.count)
        let delta1 = delta2.matmul(W2) * (1 - pow(h, 2))
        var slopes = Parameters.zeros(like: params)
        slopes["W2"] = delta2.transposed().matmul(h)
        slopes["b2"] = delta2.sum(axis: 0)
        slopes["W1"] = delta1.transposed().matmul(x)
        slopes["b1"] = delta1.sum(axis: 0)
        gradients = slopes
        // gradient descent
        params = params - learningRate * slopes
    }
}
