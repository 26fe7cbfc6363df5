import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  private struct Snapshot {
    var rows: [Int] = []
    var x = Tensor(0), t = Tensor(0)
    var w: Parameters = 0

    var h: Tensor { tanh(x.matmul(w["W1"].transposed()) + w["b1"]) }
    var z: Tensor { h.matmul(w["W2"].transposed()) + w["b2"] }
    var dz2: Tensor { (sigmoid(z) - t) / t.count }
    var dz1: Tensor { dz2.matmul(w["W2"]) * (1 - h * h) }
  }
  private var now = Snapshot()

  var batches: [Int] { now.rows }
  var y: Tensor { sigmoid(now.z) }
  var loss: Double {
    let z = now.z
    return (max(z, 0) - z * now.t + log1p(exp(-abs(z)))).mean()
  }
  var gradients: Parameters {
    [
      "W1": now.dz1.transposed().matmul(now.x), "b1": now.dz1.sum(axis: 0),
      "W2": now.dz2.transposed().matmul(now.h), "b2": now.dz2.sum(axis: 0),
    ]
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 40)
    var order: [Int] = []
    for _ in 1...data.steps {
      if order.count < data.batchSize { order = (0..<data["x"].shape[0]).shuffled(using: &generator) }
      let rows = Array(order.prefix(data.batchSize))
      order.removeFirst(data.batchSize)
      now = Snapshot(rows: rows, x: data["x"][rows: rows], t: data["target"][rows: rows], w: weights)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
