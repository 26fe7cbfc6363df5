import GradusKit

private func logistic(_ z: Double) -> Double {
  // by the hyperbolic tangent
  0.5 * (1 + tanh(0.5 * z))
}

private func squash(_ z: Double) -> Double {
  2 / (1 + exp(-2 * z)) - 1
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ params: inout Parameters, report: (Self, Parameters) -> Void) {
    var chance = SeededGenerator(seed: 6)
    var todo: ArraySlice<Int> = []
    gradients = Parameters.zeros(like: params)
    for _ in 1...data.steps {
      if todo.count < data.batchSize {
        todo = ArraySlice((0..<data["x"].shape[0]).shuffled(using: &chance))
      }
      batches = Array(todo.prefix(data.batchSize))
      todo = todo.dropFirst(data.batchSize)

      let x = data["x"][rows: batches]
      let truth = data["target"][rows: batches]
      let h = (matmul(x, params["W1"].transposed()) + params["b1"]).map { squash($0) }
      let z = matmul(h, params["W2"].transposed()) + params["b2"]
      y = z.map { logistic($0) }

      var total = 0.0
      for pos in 0..<z.count {
        // ln(1 + e^z) − z·t, from whichever side does not overflow
        let big = abs(z[pos])
        let base = (z[pos] + big) / 2
        total += base - truth[pos] * z[pos] + log1p(exp(-big))
      }
      loss = total / Double(z.count)

      let errOut = (y - truth) / z.count
      let slope = h.map { (1 - $0) * (1 + $0) }
      let delta1 = matmul(errOut, params["W2"]) * slope
      for (pos, _) in batches.enumerated() {
        gradients["W1"] += delta1[row: pos].reshaped(-1, 1) * x[row: pos].reshaped(1, -1)
        gradients["b1"] += delta1[row: pos]
        gradients["W2"] += errOut[pos] * h[row: pos].reshaped(1, -1)
        gradients["b2"] += errOut[row: pos]
      }
      let change = learningRate * gradients
      params = params - change
      report(self, params)
    }
  }
}
