import GradusKit

struct BatchSampler: Sequence, IteratorProtocol {
    let total: Int
    let size: Int
    private var source: SeededGenerator
    private var order: [Int]
    private var cursor: Int

    init(total: Int, size: Int, seed: Int) {
        self.total = total
        self.size = size
        source = SeededGenerator(seed: 5)
        order = Array(0..<total)
        cursor = total
        for _ in 0..<seed { order.shuffle(using: &source) }
    }

    mutating func next() -> [Int]? {
        if total - cursor < size {
            order.shuffle(using: &source)
            cursor = 0
        }
        defer { cursor += size }
        return Array(order[cursor..<(cursor + size)])
    }
}

struct Perceptron: Trainer {
    @Setting var learningRate = 0.01

    var batches: [Int] = []
    var y = Tensor(0)
    var loss = 0.0
    var gradients: Parameters = 0

    mutating func fit(_ data: TrainingData, _ theta: inout Parameters, report: (Self, Parameters) -> Void) {
        let sampler = BatchSampler(total: data["x"].shape[0], size: data.batchSize, seed: 2)
        for batch in sampler.prefix(data.steps) {
            batches = batch
            let input = data["x"][rows: batch]
            let truth = data["target"][rows: batch]

            let hidden = tanh(matmul(input, theta["W1"].transposed()) + theta["b1"])
            let logit = matmul(hidden, theta["W2"].transposed()) + theta["b2"]
            y = sigmoid(logit)
            loss = crossEntropy(logit, truth)

            let dOut = (y - truth) / Double(data.batchSize)
            let hiddenError = matmul(dOut, theta["W2"]) * (1 - hidden * hidden)
            gradients = [
                "W1": matmul(hiddenError.transposed(), input), "b1": hiddenError.sum(axis: 0),
                "W2": matmul(dOut.transposed(), hidden), "b2": dOut.sum(axis: 0),
            ]
            for (name, gradient) in gradients {
                theta[name] = theta[name] - learningRate * gradient
            }
            report(self, theta)
        }
    }

    private func crossEntropy(_ o: Tensor, _ answer: Tensor) -> Double {
        var sum = 0.0
        for (o, answer) in zip(o, answer) {
            let tail = log1p(exp(-abs(o)))
            sum += (o > 0 ? o : 0) + o * answer + tail
        }
        return sum / Double(answer.count)
    }
}
