import GradusKit

// Two layers that each know their own way back; the network only chains them.
private final class Dense {
  var W: Tensor, b: Tensor
  private var input = Tensor(0)
  private(set) var dW = Tensor(0), db = Tensor(0)

  init(_ W: Tensor, _ b: Tensor) { (self.W, self.b) = (W, b) }

  func forward(_ x: Tensor) -> Tensor {
    input = x
    return x.matmul(W.transposed()) + b
  }

  func backward(_ dy: Tensor) -> Tensor {
    dW = dy.transposed().matmul(input)
    db = dy.sum(axis: 0)
    return dy.matmul(W)
  }

  func step(_ rate: Double) {
    W -= rate * dW
    b -= rate * db
  }
}

final class Network: Trainer {
  @Setting var learningRate = 0.01
  private(set) var y = Tensor(0)
  private(set) var loss = 0.0
  private(set) var gradients: [String: Tensor] = [:]

  init() {}

  func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Network, Parameters) -> Void) {
    let first = Dense(weights["W1"], weights["b1"])
    let second = Dense(weights["W2"], weights["b2"])
    for step in 1...data.steps {
      let examples = data["batches", step: step].values.map { Int($0) }
      let wanted = data["target"][rows: examples]
      let h = tanh(first.forward(data["x"][rows: examples]))
      let z = second.forward(h)
      y = 0.5 * (1 + tanh(z / 2))
      loss = zip(z.values, wanted.values).reduce(0) { $0 + log1p(exp(-abs($1.0))) + max($1.0, 0) - $1.0 * $1.1 }
      loss /= Double(z.count)
      let dh = second.backward((y - wanted) / Double(z.count))
      _ = first.backward((1 - h * h) * dh)
      gradients = ["W1": first.dW, "b1": first.db, "W2": second.dW, "b2": second.db]
      for layer in [first, second] { layer.step(learningRate) }
      weights = ["W1": first.W, "b1": first.b, "W2": second.W, "b2": second.b]
      report(self, weights)
    }
  }
}
