import GradusKit

// A small tape: every operation notes how its gradient goes back, and the way back plays the notes from the last to the first.
final class Value {
  let tensor: Tensor
  var gradient: Tensor
  init(_ tensor: Tensor) { (self.tensor, gradient) = (tensor, .zeros(like: tensor)) }
}

struct Tape {
  private var notes: [() -> Void] = []

  mutating func dense(_ x: Value, _ W: Value, _ b: Value) -> Value {
    let y = Value(matmul(x.tensor, W.tensor.transposed()) + b.tensor)
    notes.append {
      x.gradient += matmul(y.gradient, W.tensor)
      W.gradient += matmul(y.gradient.transposed(), x.tensor)
      b.gradient += y.gradient.sum(axis: 0)
    }
    return y
  }

  mutating func hyperbolicTangent(_ x: Value) -> Value {
    let y = Value(tanh(x.tensor))
    notes.append { x.gradient += y.gradient * (1 - y.tensor * y.tensor) }
    return y
  }

  mutating func crossEntropy(_ z: Value, _ target: Tensor) -> Double {
    let count = Double(z.tensor.count)
    notes.append { z.gradient += (sigmoid(z.tensor) - target) * (1 / count) }
    return zip(z.tensor, target) { max($0, 0) - $0 * $1 + log1p(exp(-abs($0))) }.sum() / count
  }

  func playBack() { for note in notes.reversed() { note() } }
}

struct Network: Trainer {
  @Setting var learningRate = 0.01
  var y = Tensor(0)
  var loss = 0.0
  var gradients: [String: Tensor] = [:]

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      let examples = data["batches", step: step].values.map { Int($0) }
      let values = ["W1", "b1", "W2", "b2"].map { Value(weights[$0]) }
      var tape = Tape()
      let h = tape.hyperbolicTangent(tape.dense(Value(data["x"][rows: examples]), values[0], values[1]))
      let z = tape.dense(h, values[2], values[3])
      y = sigmoid(z.tensor)
      loss = tape.crossEntropy(z, data["target"][rows: examples])
      tape.playBack()
      for (name, value) in zip(["W1", "b1", "W2", "b2"], values) {
        gradients[name] = value.gradient
        weights[name] -= learningRate * value.gradient
      }
      report(self, weights)
    }
  }
}
