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
  private var z = Tensor(0)

  private let step = 0.01

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
    H = tanh(matmul(input, w["W1"].transposed()) + w["b1"])
    z = matmul(H, w["W2"].transposed()) + w["b2"]
    y = sigmoid(z)
  }

  func evaluate(_ truth: Tensor) {
    loss = 0
    for pos in 0..<truth.count {
      loss += max(z[pos], 0) - z[pos] * truth[pos] + log1p(exp(-abs(z[pos])))
    }
    loss /= Double(truth.count)
  }

  func backward(_ input: Tensor, _ truth: Tensor, _ w: Parameters) {
    let dz2 = (y - truth) / Double(truth.count)
    let dh = matmul(dz2, w["W2"])
    let dz1 = dh * (1 - H * H)
    gradients = [
      "W1": dz1.transposed().matmul(input),
      "b1": dz1.sum(axis: 0),
      "W2": dz2.transposed().matmul(H),
      "b2": dz2.sum(axis: 0),
    ]
  }

  func fit(_ dataset: TrainingData, _ params: inout Parameters, report: (Perceptron, Parameters) -> Void) {
    for _ in 0..<dataset.steps {
      draw(dataset.batchSize, of: dataset["x"].shape[0])
      let input = dataset["x"][rows: batches]
      let truth = dataset["target"][rows: batches]
      forward(input, params)
      evaluate(truth)
      backward(input, truth, params)
      for name in ["W1", "b1", "W2", "b2"] {
        params[name] -= step * gradients[name]
      }
      report(self, params)
    }
  }
}
