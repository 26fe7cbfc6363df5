import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private func softplusLoss(_ z: Double, _ t: Double) -> Double {
    let hinge = z > 0 ? z : 0
    return hinge - z * t + log1p(exp(abs(z)))
  }

  mutating func fit(_ data: TrainingData, _ w: inout Parameters, report: (Self, Parameters) -> Void) {
    let (X, T, m) = (data["x"], data["target"], data.batchSize)
    var gen = SeededGenerator(seed: 3)
    var queue: ArraySlice<Int> = []
    for _ in 0..<data.steps {
      if queue.count < m { queue = (0..<X.shape[0]).shuffled(using: &gen)[...] }
      batches = Array(queue.prefix(m))
      queue = queue.dropFirst(m)
      let a = X[rows: batches], t = T[rows: batches]
      let h = tanh(matmul(a, w["W1"].transposed()) + w["b1"])
      let z = matmul(h, w["W2"].transposed()) + w["b2"]
      y = 1 / (1 + exp(-z))
      loss = zip(z, t).map { softplusLoss($0, $1) }.reduce(0, +) / Double(m)
      let e = (y - t) / m
      let d = matmul(e, w["W2"]) * (1 - pow(h, 2))
      gradients = ["W2": matmul(e.transposed(), h), "b2": e.sum(axis: 0), "W1": matmul(d.transposed(), a), "b1": d.sum(axis: 0)]
      for (name, g) in gradients { w[name] -= learningRate * g }
      report(self, w)
    }
  }
}
