import GradusKit

// A class, with a shuffle and a generator of its own; what is left of the weights' steps is kept as plain lists.
final class Perceptron: Trainer {
  @Setting var learningRate = 0.01

  private(set) var batches: [Double] = []
  private(set) var y: Tensor = Tensor(0)
  private(set) var loss = 0.0
  private(set) var gradients: [String: [Double]] = [:]
  private var state: UInt64 = 88_172_645_463_325_252
  private var waiting: [Int] = []

  init() {}

  func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Perceptron, Parameters) -> Void) {
    for _ in 0..<data.steps {
      let picked = pick(data.batchSize, of: data["x"].shape[0])
      batches = picked.map(Double.init)
      gradients = [:]
      for name in weights.names { gradients[name] = [Double](repeating: 0, count: weights[name].count) }
      loss = 0
      var outputs: [Double] = []
      for example in picked { outputs.append(visit(example, data, weights)) }
      y = Tensor(shape: [picked.count, 1], values: outputs)
      loss /= Double(picked.count)
      for name in weights.names {
        for i in 0..<weights[name].count {
          gradients[name]![i] /= Double(picked.count)
          weights[name][i] -= learningRate * gradients[name]![i]
        }
      }
      report(self, weights)
    }
  }

  /// Adds one example's share, and returns its output.
  private func visit(_ example: Int, _ data: TrainingData, _ weights: Parameters) -> Double {
    let x = (0..<data["x"].shape[1]).map { data["x"][[example, $0]] }
    let t = data["target"][[example, 0]]
    let h = (0..<weights["b1"].count).map { j in
      tanh(x.indices.reduce(0) { $0 + weights["W1"][[j, $1]] * x[$1] } + weights["b1"][j])
    }
    let z = h.indices.reduce(0) { $0 + weights["W2"][$1] * h[$1] } + weights["b2"][0]
    let output = z >= 0 ? 1 / (1 + exp(-z)) : exp(z) / (1 + exp(z))
    loss += log1p(exp(-abs(z))) + (z > 0 ? z : 0) - t * z
    let slope = output - t
    gradients["b2"]![0] += slope
    for j in h.indices {
      gradients["W2"]![j] += slope * h[j]
      let back = slope * weights["W2"][j] * (1 - h[j] * h[j])
      gradients["b1"]![j] += back
      for i in x.indices { gradients["W1"]![j * x.count + i] += back * x[i] }
    }
    return output
  }

  /// From a deck of all examples that is shuffled anew when it holds too few.
  private func pick(_ count: Int, of all: Int) -> [Int] {
    if waiting.count < count {
      waiting = Array(0..<all)
      for last in stride(from: all - 1, to: 0, by: -1) {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        waiting.swapAt(last, Int(state % UInt64(last + 1)))
      }
    }
    defer { waiting.removeLast(count) }
    return Array(waiting.suffix(count))
  }
}
