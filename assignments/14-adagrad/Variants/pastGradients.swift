import GradusKit

// All gradients so far are kept, and their squares are added up whenever the sum is read.
struct Adagrad: Optimizer {
  @Setting var learningRate = 0.1
  @Setting var epsilon = 1e-8
  private var past: [Parameters] = []

  var accumulator: [String: [Double]] {
    var sums: [String: [Double]] = [:]
    for gradients in past {
      for (name, tensor) in gradients {
        let old = sums[name] ?? [Double](repeating: 0, count: tensor.count)
        sums[name] = zip(old, tensor.values).map { $0 + $1 * $1 }
      }
    }
    return sums
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    past.append(gradients)
    let sums = accumulator
    for (name, tensor) in gradients {
      guard let sum = sums[name] else { continue }
      for i in 0..<tensor.count { weights[name][i] -= learningRate * tensor[i] / sqrt(epsilon + sum[i]) }
    }
  }
}
