import GradusKit

protocol Stage: AnyObject {
  func there(_ input: Tensor) -> Tensor
  func back(_ grads: Tensor) -> Tensor
}

final class Affine: Stage {
  let W: Tensor, b: Tensor
  var input = Tensor(0), dW = Tensor(0), db = Tensor(0)
  init(_ W: Tensor, _ b: Tensor) { self.W = W; self.b = b }
  func there(_ input: Tensor) -> Tensor {
    self.input = input
    return input.matmul(W.transposed()) + b
  }
  func back(_ grads: Tensor) -> Tensor {
    dW = grads.transposed().matmul(input)
    db = grads.sum(axis: 0)
    return grads.matmul(W)
  }
}

final class Tanh: Stage {
  var act = Tensor(0)
  func there(_ input: Tensor) -> Tensor {
    act = 1.7159 * tanh(2.0 / 3.0 * input)
    return act
  }
  func back(_ grads: Tensor) -> Tensor { grads * (1 - act * act) }
}

final class LogisticLoss {
  var yHat = Tensor(0), t = Tensor(0)
  func value(_ z: Tensor, _ t: Tensor) -> Double {
    yHat = sigmoid(z)
    self.t = t
    return (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
  }
  func gradient() -> Tensor { (yHat - t) / t.count }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ params: inout Parameters, report: (Self, Parameters) -> Void) {
    var source = SeededGenerator(seed: 13)
    var remainingIds: [Int] = []
    for _ in 0..<data.steps {
      if remainingIds.count < data.batchSize {
        remainingIds = Array(0..<data["x"].shape[0])
        remainingIds.shuffle(using: &source)
      }
      batches = Array(remainingIds.suffix(data.batchSize))
      remainingIds.removeLast(data.batchSize)

      let first = Affine(params["W1"], params["b1"])
      let second = Affine(params["W2"], params["b2"])
      let stages: [any Stage] = [first, Tanh(), second]
      let criterion = LogisticLoss()

      let z = stages.reduce(data["x"][rows: batches]) { $1.there($0) }
      loss = criterion.value(z, data["target"][rows: batches])
      y = criterion.yHat
      _ = stages.reversed().reduce(criterion.gradient()) { $1.back($0) }

      gradients = ["W1": first.dW, "b1": first.db, "W2": second.dW, "b2": second.db]
      let move = learningRate * gradients
      params = params - move
      report(self, params)
    }
  }
}
