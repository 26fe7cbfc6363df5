import GradusKit

final class Neuron {
    var w: [Double]
    var bias: Double
    var gradW: [Double]
    var gradBias = 0.0
    private(set) var input: [Double] = []
    private(set) var net = 0.0

    init(w: [Double], bias: Double) {
        self.w = w
        self.bias = bias
        gradW = w.map { _ in 0.0 }
    }

    func sum(_ x: [Double]) -> Double {
        input = x
        net = bias
        for k in w.indices { net += w[k] * x[k] }
        return net
    }

    func learn(from delta: Double) {
        for k in w.indices { gradW[k] += delta * input[k] }
        gradBias += delta
    }
}

struct Perceptron: Trainer {
    @Setting var learningRate = 0.01
    var batches: [Int] = []
    var y = Tensor(0)
    var loss = 0.0
    var gradients: Parameters = 0

    mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
        let x = data["x"], target = data["target"]
        var generator = SeededGenerator(seed: 11)
        var deck: [Int] = []
        for _ in 0..<data.steps {
            if deck.count < data.batchSize {
                deck = Array(0..<x.shape[0])
                deck.shuffle(using: &generator)
            }
            batches = Array(deck[..<data.batchSize])
            deck = Array(deck[data.batchSize...])

            // Build the neurons anew from the weights of this step.
            let hidden = (0..<weights["W1"].shape[0]).map { j in
                Neuron(w: Array(weights["W1"][row: j]), bias: weights["b1"][j])
            }
            let output = Neuron(w: Array(weights["W2"][row: 0]), bias: weights["b2"][0])

            var outputs: [Double] = []
            var total = 0.0
            for n in batches {
                let row = Array(x[row: n])
                let t = target[n]
                let h = hidden.map { tanh($0.sum(row)) }
                let z = output.sum(h)
                let p = 1 / (1 + exp(-z))
                outputs.append(p)
                total += max(z, 0) - z * t + log1p(exp(-abs(z)))

                let delta = (p - t) / Double(batches.count)
                output.learn(from: delta)
                for (j, neuron) in hidden.enumerated() {
                    let slope = 1 - h[j] * h[j]
                    neuron.learn(from: delta * output.w[j] * slope)
                }
            }
            y = Tensor(shape: [outputs.count, 1], values: outputs)
            loss = total / Double(batches.count)

            var g = Parameters.zeros(like: weights)
            for (j, neuron) in hidden.enumerated() {
                g["W1"][row: j] = Tensor(shape: [neuron.gradW.count], values: neuron.gradW)
                g["b1"][j] = neuron.gradBias
            }
            g["W2"][row: 0] = Tensor(shape: [output.gradW.count], values: output.gradW)
            g["b2"][0] = output.gradBias
            gradients = g
            weights -= learningRate * g
            report(self, weights)
        }
    }
}
