import GradusKit

struct Perceptron: Trainer {
    @Setting var learningRate = 0.01

    var batches: [Int] = []
    var y = Tensor(0)
    var loss = 0.0
    var gradients: Parameters = 0

    struct Pass {
        let h: Tensor
        let z2: Tensor
        let y: Tensor
    }

    func forward(_ x: Tensor, _ w: Parameters) -> Pass {
        let z1 = x.matmul(w["W1"].transposed()) + w["b1"]
        let h = tanh(z1)
        let z2 = h.matmul(w["W2"].transposed()) + w["b2"]
        return Pass(h: h, z2: z2, y: sigmoid(z2))
    }

    func crossEntropy(_ z: Tensor, _ t: Tensor) -> Double {
        (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
    }

    func backward(_ pass: Pass, _ x: Tensor, _ t: Tensor, _ w: Parameters) -> Parameters {
        let slope = pass.y * (1 - pass.y)
        let dz2 = (pass.y - t) * slope / t.count
        let dh = dz2.matmul(w["W2"])
        let dz1 = dh * (1 - pass.h * pass.h)
        var g = Parameters.zeros(like: w)
        g["W2"] = dz2.transposed().matmul(pass.h)
        g["b2"] = dz2.sum(axis: 0)
        g["W1"] = dz1.transposed().matmul(x)
        g["b1"] = dz1.sum(axis: 0)
        return g
    }

    mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
        var rng = SeededGenerator(seed: 7)
        let count = data["x"].shape[0]
        let perEpoch = count / data.batchSize
        var order = Array(0..<count)
        for step in 0..<data.steps {
            let slot = step % perEpoch
            if slot == 0 { order.shuffle(using: &rng) }
            batches = Array(order[(slot * data.batchSize)..<((slot + 1) * data.batchSize)])
            let x = data["x"][rows: batches]
            let t = data["target"][rows: batches]
            let pass = forward(x, weights)
            y = pass.y
            loss = crossEntropy(pass.z2, t)
            gradients = backward(pass, x, t, weights)
            weights -= learningRate * gradients
            report(self, weights)
        }
    }
}
