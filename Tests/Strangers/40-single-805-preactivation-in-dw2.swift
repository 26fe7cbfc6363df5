import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private var z1 = Tensor(0), h = Tensor(0), z2 = Tensor(0)

  private mutating func forward(_ x: Tensor, _ w: Parameters) {
    z1 = x.matmul(w["W1"].transposed()) + w["b1"]
    h = tanh(z1)
    z2 = h.matmul(w["W2"].transposed()) + w["b2"]
    y = sigmoid(z2)
  }

  private mutating func backward(_ x: Tensor, _ t: Tensor, _ w: Parameters) {
    let dz2 = (y - t) / Double(t.shape[0])
    let dz1 = dz2.matmul(w["W2"]) * (1 - h * h)
    gradients = [
      "W2": dz2.transposed().matmul(z1),
      "b2": dz2.sum(axis: 0),
      "W1": dz1.transposed().matmul(x),
      "b1": dz1.sum(axis: 0),
    ]
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var rng = SeededGenerator(seed: 1234)
    var step = 0
    epochs: while true {
      let order = (0..<data["x"].shape[0]).shuffled(using: &rng)
      var start = 0
      while start + data.batchSize <= order.count {
        if step == data.steps { break epochs }
        batches = Array(order[start..<start + data.batchSize])
        let x = data["x"][rows: batches], t = data["target"][rows: batches]
        forward(x, weights)
        loss = (max(z2, 0) - z2 * t + log1p(exp(-abs(z2)))).mean()
        backward(x, t, weights)
        weights -= learningRate * gradients
        report(self, weights)
        start += data.batchSize
        step += 1
      }
    }
  }
}
