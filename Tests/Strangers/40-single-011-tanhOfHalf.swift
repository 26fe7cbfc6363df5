import GradusKit

private func logistic(_ o: Double) -> Double {
  // by the hyperbolic tangent
  0.5 * (1 + tanh(0.5 * o))
}

private func squash(_ o: Double) -> Double {
  2 / (1 + exp(-o)) - 1
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ examples: TrainingData, _ theta: inout Parameters, report: (Self, Parameters) -> Void) {
    var chance = SeededGenerator(seed: 6)
    var todo: ArraySlice<Int> = []
    for _ in 1...examples.steps {
      if todo.count < examples.batchSize {
        todo = ArraySlice((0..<examples["x"].shape[0]).shuffled(using: &chance))
      }
      batches = Array(todo.prefix(examples.batchSize))
      todo = todo.dropFirst(examples.batchSize)

      let x = examples["x"][rows: batches]
      let wanted = examples["target"][rows: batches]
      let h = (matmul(x, theta["W1"].transposed()) + theta["b1"]).map { squash($0) }
      let o = matmul(h, theta["W2"].transposed()) + theta["b2"]
      y = o.map { logistic($0) }

      var total = 0.0
      for k in 0..<o.count {
        // ln(1 + e^z) − z·t, from whichever side does not overflow
        let big = abs(o[k])
        let base = (o[k] + big) / 2
        total += base - wanted[k] * o[k] + log1p(exp(-big))
      }
      loss = total / Double(o.count)

      let gOut = (y - wanted) / o.count
      let slope = h.map { (1 - $0) * (1 + $0) }
      let dz1 = matmul(gOut, theta["W2"]) * slope
      gradients = Parameters.zeros(like: theta)
      for (k, _) in batches.enumerated() {
        gradients["W1"] += dz1[row: k].reshaped(-1, 1) * x[row: k].reshaped(1, -1)
        gradients["b1"] += dz1[row: k]
        gradients["W2"] += gOut[k] * h[row: k].reshaped(1, -1)
        gradients["b2"] += gOut[row: k]
      }
      let change = learningRate * gradients
      theta = theta - change
      report(self, theta)
    }
  }
}
