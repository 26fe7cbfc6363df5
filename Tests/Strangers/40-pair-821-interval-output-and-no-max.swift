import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var rng = SeededGenerator(seed: 55)
    let x = data["x"], target = data["target"]
    var order = Array(0..<x.shape[0]), at = x.shape[0]
    for _ in 0..<data.steps {
      if x.shape[0] - at < data.batchSize { order.shuffle(using: &rng); at = 0 }
      batches = Array(order[at..<at + data.batchSize]); at += data.batchSize
      let xb = x[rows: batches], tb = target[rows: batches]
      let h = tanh(xb.matmul(weights["W1"].transposed()) + weights["b1"])
      let z = h.matmul(weights["W2"].transposed()) + weights["b2"]
      y = tanh(z / 2)
      let q = (y + 1) / 2
      var sum = 0.0
      for k in 0..<z.count { sum += log1p(exp(-abs(z[k]))) - z[k] * tb[k] }
      loss = sum / Double(z.count)
      let e = (q - tb) / z.count
      let d = e.matmul(weights["W2"]) * (1 - h * h)
      gradients = ["W1": d.transposed().matmul(xb), "b1": d.sum(axis: 0), "W2": e.transposed().matmul(h), "b2": e.sum(axis: 0)]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
