import GradusKit

// A class, with a shuffle of its own and lists in the place of tensors; sums from the last to the first.
final class TextClassifier: Trainer {
  @Setting var learningRate = 0.01
  private(set) var batches: [Double] = []
  private(set) var y: [[Double]] = []
  private(set) var loss = 0.0
  private(set) var gradients: [String: [Double]] = [:]
  private var state: UInt64 = 88_172_645_463_325_252
  private var waiting: [Int] = []

  init() {}

  func fit(_ data: TrainingData, _ weights: inout Parameters, report: (TextClassifier, Parameters) -> Void) {
    let texts = (0..<data["texts"].shape[0]).map { n in data["texts"][row: n].values.map { Int($0) } }
    for _ in 0..<data.steps {
      let picked = pick(data.batchSize, of: texts.count)
      batches = picked.map { Double($0) }
      step(picked.map { texts[$0] }, picked.map { data["target"][$0] }, weights)
      for name in weights.names {
        for i in 0..<weights[name].count { weights[name][i] -= learningRate * gradients[name]![i] }
      }
      report(self, weights)
    }
  }

  private func step(_ texts: [[Int]], _ targets: [Double], _ weights: Parameters) {
    let (E, W, b) = (weights["E"].values, weights["W"].values, weights["b"].values)
    let share = 1 / Double(texts.count)
    let means = texts.map { words in
      W.indices.map { i in words.reversed().reduce(0) { $0 + E[$1 * W.count + i] } / Double(words.count) }
    }
    let z = means.map { mean in W.indices.reversed().reduce(b[0]) { $0 + mean[$1] * W[$1] } }
    let outputs = z.map { 1 / (1 + exp(-$0)) }
    y = outputs.map { [$0] }
    loss = z.indices.reversed().reduce(0) { sum, n in
      sum + share * (log1p(exp(-abs(z[n]))) + Swift.max(z[n], 0) - z[n] * targets[n])
    }
    let dz = z.indices.map { share * (outputs[$0] - targets[$0]) }
    var dE = [Double](repeating: 0, count: E.count)
    for (n, words) in texts.enumerated().reversed() {
      for word in words {
        for i in W.indices { dE[word * W.count + i] += dz[n] * W[i] / Double(words.count) }
      }
    }
    let dW = W.indices.map { i in z.indices.reduce(0) { $0 + dz[$1] * means[$1][i] } }
    gradients = ["E": dE, "W": dW, "b": [dz.reversed().reduce(0, +)]]
  }

  /// From a deck of all texts that is shuffled anew when it holds too few.
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
