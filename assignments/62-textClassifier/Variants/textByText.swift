import GradusKit

// One text after the other, with plain numbers: the score is the mean of the words' scores.
struct TextClassifier: Trainer {
  @Setting var learningRate = 0.01
  var batches: ArraySlice<Int> = []
  var y: [[Double]] = []
  var loss = 0.0
  var gradients: [String: Tensor] = [:]

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 7)
    var epoch: ArraySlice<Int> = []
    for _ in 1...data.steps {
      if epoch.count < data.batchSize { epoch = Array(0..<data["texts"].shape[0]).shuffled(using: &generator)[...] }
      batches = epoch.prefix(data.batchSize)
      epoch = epoch.dropFirst(data.batchSize)
      (y, loss) = ([], 0)
      for name in weights.names { gradients[name] = .zeros(like: weights[name]) }
      for n in batches { visit(data["texts"][row: n].map { Int($0) }, data["target"][n], weights) }
      loss /= Double(batches.count)
      for name in weights.names {
        gradients[name]! /= batches.count
        weights[name] -= learningRate * gradients[name]!
      }
      report(self, weights)
    }
  }

  private mutating func visit(_ words: [Int], _ target: Double, _ w: Parameters) {
    let width = w["W"].count
    let length = Double(words.count)
    var z = 0.0
    for word in words {
      for i in 0..<width { z += w["E"][word, i] * w["W"][0, i] }
    }
    z = z / length + w["b"][0]
    y.append([z >= 0 ? 1 / (1 + exp(-z)) : exp(z) / (1 + exp(z))])
    loss += log1p(exp(-abs(z))) + (z > 0 ? z : 0) - target * z

    let slope = y.last![0] - target
    gradients["b"]![0] += slope
    for i in 0..<width {
      for word in words {
        gradients["W"]![0, i] += slope * w["E"][word, i] / length
        gradients["E"]![word, i] += slope * w["W"][0, i] / length
      }
    }
  }
}
