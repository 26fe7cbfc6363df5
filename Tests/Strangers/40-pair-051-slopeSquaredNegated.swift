import GradusKit

protocol Stage: AnyObject {
  func there(_ input: Tensor) -> Tensor
  func back(_ slopes: Tensor) -> Tensor
}

final class Affine: Stage {
  let W: Tensor, b: Tensor
  var input = Tensor(0), dW = Tensor(0), db = Tensor(0)
  init(_ W: Tensor, _ b: Tensor) { self.W = W; self.b = b }
  func there(_ input: Tensor) -> Tensor {
    self.input = input
    return input.matmul(W.transposed()) + b
  }
  func back(_ slopes: Tensor) -> Tensor {
    dW = slopes.transposed().matmul(input)
    db = slopes.sum(axis: 0)
    return slopes.matmul(W)
  }
}

final class Tanh: Stage {
  var h = Tensor(0)
  func there(_ input: Tensor) -> Tensor {
    h = tanh(input)
    return h
  }
  func back(_ slopes: Tensor) -> Tensor { slopes * (1 - h * h) * (1 - h * h) }
}

final class LogisticLoss {
  var out = Tensor(0), t = Tensor(0)
  func value(_ logit: Tensor, _ t: Tensor) -> Double {
    out = sigmoid(logit)
    self.t = t
    return (max(logit, 0) - logit * t + log1p(exp(-abs(logit)))).mean()
  }
  func gradient() -> Tensor { (t - out) / t.count }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ dataset: TrainingData, _ w: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 13)
    var heap: [Int] = []
    for _ in 0..<dataset.steps {
      if heap.count < dataset.batchSize {
        heap = Array(0..<dataset["x"].shape[0])
        heap.shuffle(using: &generator)
      }
      batches = Array(heap.suffix(dataset.batchSize))
      heap.removeLast(dataset.batchSize)

      let first = Affine(w["W1"], w["b1"])
      let second = Affine(w["W2"], w["b2"])
      let chain: [any Stage] = [first, Tanh(), second]
      let judge = LogisticLoss()

      let logit = chain.reduce(dataset["x"][rows: batches]) { $1.there($0) }
      loss = judge.value(logit, dataset["target"][rows: batches])
      y = judge.out
      _ = chain.reversed().reduce(judge.gradient()) { $1.back($0) }

      gradients = ["W1": first.dW, "b1": first.db, "W2": second.dW, "b2": second.db]
      for name in w.keys {
        w[name] -= learningRate * gradients[name]
      }
      report(self, w)
    }
  }
}
