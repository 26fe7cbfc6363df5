import GradusKit

final class Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private var random = SeededGenerator(seed: 1234)
  private var order: [Int] = []
  private var hid = Tensor(0)
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

  func forward(_ input: Tensor, _ w: Parameters) {
    hid = tanh(input.matmul(w["W1"].transposed()) + w["b1"])
    z = hid.matmul(w["W2"].transposed()) + w["b2"]
    y = sigmoid(z)
  }

  func evaluate(_ t: Tensor) {
    loss = 0
    for pos in 0..<t.count {
      loss -= t[pos] * log(y[pos])
    }
    loss /= Double(t.count)
  }

  func backward(_ input: Tensor, _ t: Tensor, _ w: Parameters) {
    let errOut = (y - t) / Double(t.count)
    let dh = errOut.matmul(w["W2"])
    let delta1 = dh * (1 - pow(hid, 2))
    gradients = [
      "W1": delta1.transposed().matmul(input),
      "b1": delta1.sum(axis: 0),
      "W2": errOut.transposed().matmul(hid),
      "b2": errOut.sum(axis: 0),
    ]
  }

  func fit(_ set: TrainingData, _ net: inout Parameters, report: (Perceptron, Parameters) -> Void) {
    for _ in 0..<set.steps {
      draw(set.batchSize, of: set["x"].shape[0])
      let input = set["x"][rows: batches]
      let t = set["target"][rows: batches]
      forward(input, net)
      evaluate(t)
      backward(input, t, net)
      for name in ["W1", "b1", "W2", "b2"] {
        net[name] -= learningRate * gradients[name]
      }
      report(self, net)
    }
  }
}
