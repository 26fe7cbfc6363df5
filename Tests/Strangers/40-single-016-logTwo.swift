import GradusKit

protocol Stage: AnyObject {
  func there(_ features: Tensor) -> Tensor
  func back(_ g: Tensor) -> Tensor
}

final class Affine: Stage {
  let W: Tensor, b: Tensor
  var features = Tensor(0), dW = Tensor(0), db = Tensor(0)
  init(_ W: Tensor, _ b: Tensor) { self.W = W; self.b = b }
  func there(_ features: Tensor) -> Tensor {
    self.features = features
    return matmul(features, W.transposed()) + b
  }
  func back(_ g: Tensor) -> Tensor {
    dW = g.transposed().matmul(features)
    db = g.sum(axis: 0)
    return matmul(g, W)
  }
}

final class Tanh: Stage {
  var h = Tensor(0)
  func there(_ features: Tensor) -> Tensor {
    h = tanh(features)
    return h
  }
  func back(_ g: Tensor) -> Tensor { g * (1 - pow(h, 2)) }
}

final class LogisticLoss {
  var out = Tensor(0), labels = Tensor(0)
  func value(_ z: Tensor, _ labels: Tensor) -> Double {
    out = sigmoid(z)
    self.labels = labels
    return (max(z, 0) - z * labels + log2(1 + exp(-abs(z)))).mean()
  }
  func gradient() -> Tensor { (out - labels) / labels.count }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ set: TrainingData, _ w: inout Parameters, report: (Self, Parameters) -> Void) {
    var gen = SeededGenerator(seed: 13)
    var remainingIds: [Int] = []
    for _ in 0..<set.steps {
      if remainingIds.count < set.batchSize {
        remainingIds = Array(0..<set["x"].shape[0])
        remainingIds.shuffle(using: &gen)
      }
      batches = Array(remainingIds.suffix(set.batchSize))
      remainingIds.removeLast(set.batchSize)

      let first = Affine(w["W1"], w["b1"])
      let second = Affine(w["W2"], w["b2"])
      let stages: [any Stage] = [first, Tanh(), second]
      let criterion = LogisticLoss()

      let z = stages.reduce(set["x"][rows: batches]) { $1.there($0) }
      loss = criterion.value(z, set["target"][rows: batches])
      y = criterion.out
      _ = stages.reversed().reduce(criterion.gradient()) { $1.back($0) }

      gradients = ["W1": first.dW, "b1": first.db, "W2": second.dW, "b2": second.db]
      let move = learningRate * gradients
      w = w - move
      report(self, w)
    }
  }
}
