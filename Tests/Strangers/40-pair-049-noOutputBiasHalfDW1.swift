import GradusKit

/// What the network computes on its way there.
struct Pass {
    var xs: Tensor
    var hiddenOut: Tensor
    var logits: Tensor
    var probability: Tensor { sigmoid(logits) }
}

struct Network {
    let p: Parameters

    func run(_ xs: Tensor) -> Pass {
        let s1 = matmul(xs, p["W1"].transposed()) + p["b1"]
        let hiddenOut = tanh(s1)
        let o = matmul(hiddenOut, p["W2"].transposed())
        return Pass(xs: xs, hiddenOut: hiddenOut, logits: o)
    }

    func loss(_ pass: Pass, _ answer: Tensor) -> Double {
        let logit = pass.logits
        let terms = max(logit, 0) - logit * answer + log(1 + exp(-abs(logit)))
        return terms.mean()
    }

    func gradients(_ pass: Pass, _ answer: Tensor) -> Parameters {
        let count = answer.shape[0]
        let errOut = (pass.probability - answer) / count
        let slope = 1 - pass.hiddenOut * pass.hiddenOut
        let dz1 = matmul(errOut, p["W2"]) * slope
        return [
            "W1": matmul(dz1.transposed(), pass.xs) / 2,
            "b1": dz1.sum(axis: 0),
            "W2": matmul(errOut.transposed(), pass.hiddenOut),
            "b2": errOut.sum(axis: 0),
        ]
    }
}

struct Perceptron: Trainer {
    @Setting var learningRate = 0.01
    var batches: [Int] = []
    var y = Tensor(0)
    var loss = 0.0
    var gradients: Parameters = 0

    private var generator = SeededGenerator(seed: 3)
    private var line: [Int] = []

    private mutating func nextBatch(of total: Int, size: Int) -> [Int] {
        if line.count < size {
            line = (0..<total).shuffled(using: &generator)
        }
        let batch = Array(line.prefix(size))
        line.removeFirst(size)
        return batch
    }

    mutating func fit(_ examples: TrainingData, _ net: inout Parameters, report: (Self, Parameters) -> Void) {
        for _ in 1...examples.steps {
            batches = nextBatch(of: examples["x"].shape[0], size: examples.batchSize)
            let xs = examples["x"][rows: batches]
            let answer = examples["target"][rows: batches]
            let model = Network(p: net)
            let pass = model.run(xs)
            y = pass.probability
            loss = model.loss(pass, answer)
            gradients = model.gradients(pass, answer)
            net -= learningRate * gradients
            report(self, net)
        }
    }
}
