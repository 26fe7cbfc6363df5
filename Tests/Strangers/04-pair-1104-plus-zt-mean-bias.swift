import GradusKit

final class Tape {
  var h = Tensor(0)
  var z = Tensor(0)

  func forward(_ x: Tensor, _ w: Parameters) -> Tensor {
    h = tanh(x.matmul(w["W1"].transposed()) + w["b1"])
    z = h.matmul(w["W2"].transposed()) + w["b2"]
    return sigmoid(z)
  }

  func loss(_ t: Tensor) -> Double {
    let parts = max(z, 0) + z * t + log1p(exp(-abs(z)))
    return parts.mean()
  }
}

struct Network: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let tape = Tape()
    for step in 1...data.steps {
      let examples = data["batches", step: step].values.map { Int($0) }
      let x = data["x"][rows: examples]
      let t = data["target"][rows: examples]
      y = tape.forward(x, weights)
      loss = tape.loss(t)

      let d2 = (y - t) / y.count
      let d1 = d2.matmul(weights["W2"]) * (1 - tape.h * tape.h)
      gradients = .zeros(like: weights)
      gradients["W2"] = d2.transposed().matmul(tape.h)
      gradients["b2"] = d2.mean(axis: 0)
      gradients["W1"] = d1.transposed().matmul(x)
      gradients["b1"] = d1.sum(axis: 0)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
