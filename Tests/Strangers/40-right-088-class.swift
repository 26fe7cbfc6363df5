import GradusKit

final class Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private var random = SeededGenerator(seed: 1234)
  private var order: [Int] = []
  private var h = Tensor(0)
  private var z = Tensor(0)

  init() {}

  func draw(_ size: Int, of total: Int) {
    if order.count < size {
      order = Array(0..<total)
      order.shuffle(using: &random)
    }
    batches = Array(order[0..<size])
    order.removeSubrange(0..<size)
  }

  func forward(_ x: Tensor, _ w: Parameters) {
    h = tanh(x.matmul(w["W1"].transposed()) + w["b1"])
    z = h.matmul(w["W2"].transposed()) + w["b2"]
    y = sigmoid(z)
  }

  func evaluate(_ t: Tensor) {
    loss = 0
    for k in 0..<t.count {
      loss += max(z[k], 0) - z[k] * t[k] + log1p(exp(-abs(z[k])))
    }
    loss /= Double(t.count)
  }

  func backward(_ x: Tensor, _ t: Tensor, _ w: Parameters) {
    let dz2 = (y - t) / Double(t.count)
    let dh = dz2.matmul(w["W2"])
    let dz1 = dh * (1 - h * h)
    gradients = [
      "W1": dz1.transposed().matmul(x),
      "b1": dz1.sum(axis: 0),
      "W2": dz2.transposed().matmul(h),
      "b2": dz2.sum(axis: 0),
    ]
  }

  func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Perceptron, Parameters) -> Void) {
    for _ in 0..<data.steps {
      draw(data.batchSize, of: data["x"].shape[0])
      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]
      forward(x, weights)
      evaluate(t)
      backward(x, t, weights)
      for name in ["W1", "b1", "W2", "b2"] {
        weights[name] -= learningRate * gradients[name]
      }
      report(self, weights)
    }
  }
}
