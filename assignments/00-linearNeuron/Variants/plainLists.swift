import GradusKit

// A class that keeps everything as lists; sums run from the last point to the first.
final class LinearNeuron: Trainer {
  @Setting var learningRate = 0.01
  private(set) var y: [[Double]] = []
  private(set) var loss = 0.0
  private(set) var gradients: [String: [Double]] = [:]

  init() {}

  func fit(_ data: TrainingData, _ weights: inout Parameters, report: (LinearNeuron, Parameters) -> Void) {
    let (x, target) = (rows(data["x"]), rows(data["target"]))
    let scale = 2 / Double(target.count * target[0].count)
    for _ in 0..<data.steps {
      let (W, b) = (rows(weights["W"]), weights["b"])
      y = x.map { point in W.indices.map { o in zip(point, W[o]).reversed().reduce(b[o]) { $0 + $1.0 * $1.1 } } }
      let errors = zip(y, target).map { zip($0, $1).map { $0 - $1 } }
      loss = errors.reversed().joined().reduce(0) { $0 + $1 * $1 } * scale / 2
      gradients["b"] = W.indices.map { o in scale * errors.reversed().reduce(0) { $0 + $1[o] } }
      gradients["W"] = W.indices.flatMap { o in
        x[0].indices.map { i in scale * zip(errors, x).reversed().reduce(0) { $0 + $1.0[o] * $1.1[i] } }
      }
      for name in weights.names {
        for k in weights[name].indices { weights[name][k] -= learningRate * gradients[name]![k] }
      }
      report(self, weights)
    }
  }

  private func rows(_ t: Tensor) -> [[Double]] { (0..<t.shape[0]).map { n in (0..<t.shape[1]).map { t[n, $0] } } }
}
