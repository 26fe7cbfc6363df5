import GradusKit

struct Perceptron: Trainer {
    @Setting var learningRate = 0.01
    var batches: [Int] = []
    var y = Tensor(0)
    var loss = 0.0
    var gradients: Parameters = 0

    mutating func fit(_ training: TrainingData, _ params: inout Parameters, report: (Self, Parameters) -> Void) {
        let x = training["x"], targets = training["target"]
        var gen = SeededGenerator(seed: 23)
        var ids = Array(0..<x.shape[0])
        var position = ids.count
        for _ in 1...training.steps {
            if position + training.batchSize > ids.count {
                ids.shuffle(using: &gen)
                position = 0
            }
            batches = Array(ids[position..<position + training.batchSize])
            position += training.batchSize

            gradients = Parameters.zeros(like: params)
            y = Tensor(repeating: 0, shape: [batches.count, 1])
            var mistakes = 0
            for (k, ex) in batches.enumerated() {
                let features = tanh(params["W1"].matmul(x[row: ex]) + params["b1"])
                let activation = dot(params["W2"][row: 0], features) + params["b2"][0]
                y[k] = activation > 0 ? 1 : 0
                if y[k] != targets[ex] {
                    mistakes += 1
                    let push = (y[k] - targets[ex]) / Double(batches.count)
                    gradients["W2"][row: 0] = gradients["W2"][row: 0] + push * features
                    gradients["b2"][0] += push
                }
            }
            loss = Double(mistakes) / Double(batches.count)
            params = params - learningRate * gradients
            report(self, params)
        }
    }
}
