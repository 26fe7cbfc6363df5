import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ dataset: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let features = dataset["x"], tAll = dataset["target"]
    var rng = SeededGenerator(seed: 2)
    var sequence = Array(0..<features.shape[0])
    var kk = features.shape[0]
    for _ in 0..<dataset.steps {
      if kk + dataset.batchSize > sequence.count {
        sequence.shuffle(using: &rng)
        kk = 0
      }
      batches = Array(sequence[kk..<kk + dataset.batchSize])
      kk += dataset.batchSize
      let bs = Double(dataset.batchSize)
      y = Tensor(repeating: 0, shape: [dataset.batchSize, 1])
      loss = 0
      gradients = .zeros(like: weights)

      for (place, ex) in batches.enumerated() {
        let xn = features[row: ex], t = tAll[ex]
        let h = tanh(weights["W1"].matmul(xn) + weights["b1"])
        let w2 = weights["W2"][row: 0]
        let z = dot(w2, h) + weights["b2"][0]
        y[place] = sigmoid(z)
        loss += (max(z, 0) - z * t + log1p(exp(-abs(z)))) / bs

        let d = (y[place] - t) / bs
        let back = d * w2 * (1 - h * h)
        var grads = Parameters.zeros(like: weights)
        grads["W1"] = back.reshaped(-1, 1) * xn.reshaped(1, -1)
        grads["b1"] = back
        grads["W2"] = (d * h).reshaped(1, -1)
        grads["b2"][0] = d
        gradients += grads
        let move = learningRate * grads
        weights = weights - move
      }
      report(self, weights)
    }
  }
}
