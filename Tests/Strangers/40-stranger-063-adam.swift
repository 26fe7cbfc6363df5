import GradusKit

final class Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private var random = SeededGenerator(seed: 1234)
  private var order: [Int] = []
  private var H = Tensor(0)
  private var score = Tensor(0)

  private var m: Parameters = 0
  private var v: Parameters = 0
  private var wanted = 0

  init() {}

  func adam(_ w: inout Parameters) {
    wanted += 1
    m = 0.9 * m + 0.1 * gradients
    v = 0.999 * v + 0.001 * gradients * gradients
    let mHat = m / (1 - pow(0.9, wanted))
    let vHat = v / (1 - pow(0.999, wanted))
    w -= learningRate * mHat / (sqrt(vHat) + 1e-8)
  }

  func draw(_ size: Int, of total: Int) {
    if order.count < size {
      order = Array(0..<total)
      order.shuffle(using: &random)
    }
    batches = Array(order[0..<size])
    order.removeSubrange(0..<size)
  }

  func forward(_ xs: Tensor, _ w: Parameters) {
    H = tanh(matmul(xs, w["W1"].transposed()) + w["b1"])
    score = matmul(H, w["W2"].transposed()) + w["b2"]
    y = sigmoid(score)
  }

  func evaluate(_ wanted: Tensor) {
    loss = 0
    for k in 0..<wanted.count {
      loss += max(score[k], 0) - score[k] * wanted[k] + log(1 + exp(-abs(score[k])))
    }
    loss /= Double(wanted.count)
  }

  func backward(_ xs: Tensor, _ wanted: Tensor, _ w: Parameters) {
    let d2 = (y - wanted) / Double(wanted.count)
    let dh = matmul(d2, w["W2"])
    let dz1 = dh * (1 - H * H)
    gradients = [
      "W1": dz1.transposed().matmul(xs),
      "b1": dz1.sum(axis: 0),
      "W2": d2.transposed().matmul(H),
      "b2": d2.sum(axis: 0),
    ]
  }

  func fit(_ training: TrainingData, _ net: inout Parameters, report: (Perceptron, Parameters) -> Void) {
    for _ in 0..<training.steps {
      draw(training.batchSize, of: training["x"].shape[0])
      let xs = training["x"][rows: batches]
      let wanted = training["target"][rows: batches]
      forward(xs, net)
      evaluate(wanted)
      backward(xs, wanted, net)
      adam(&net)
      report(self, net)
    }
  }
}
