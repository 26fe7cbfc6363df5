import GradusKit

private struct Pass {
  let h: Tensor
  let z2: Tensor
  let y: Tensor

  init(_ x: Tensor, _ w: Parameters) {
    h = tanh(x.matmul(w["W1"].transposed()) + w["b1"])
    z2 = h.matmul(w["W2"].transposed()) + w["b2"]
    y = sigmoid(z2)
  }

  func cost(_ t: Tensor) -> Double {
    var sum = 0.0
    for (z, wanted) in zip(z2, t) {
      sum += max(z, 0) - z * wanted + log1p(exp(-z))
    }
    return sum / Double(t.count)
  }

  func back(_ x: Tensor, _ t: Tensor, _ w: Parameters) -> Parameters {
    let d2 = (y - t) / t.count
    let d1 = d2.matmul(w["W2"]) * (1 - h * h)
    return [
      "W1": d1.transposed().matmul(x),
      "b1": d1.sum(axis: 0),
      "W2": d2.transposed().matmul(h),
      "b2": d2.sum(axis: 0),
    ]
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 11)
    var waiting: [Int] = []
    for _ in 1...data.steps {
      if waiting.count < data.batchSize {
        waiting = (0..<data["x"].shape[0]).shuffled(using: &generator)
      }
      batches = Array(waiting.prefix(data.batchSize))
      waiting.removeFirst(data.batchSize)
      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]
      let pass = Pass(x, weights)
      y = pass.y
      loss = pass.cost(t)
      gradients = pass.back(x, t, weights)
      weights = weights - learningRate * gradients
      report(self, weights)
    }
  }
}
