import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0
  private var raw: [(name: String, numbers: [Double])] = []

  var norm: Double {
    sqrt(raw.reduce(0) { sum, part in sum + part.numbers.reduce(0) { $0 + $1 * $1 } })
  }

  var clipped: [String: [Double]] {
    let length = norm
    let limit = threshold
    return Dictionary(uniqueKeysWithValues: raw.map { part in
      (part.name, length > limit ? part.numbers.map { $0 / length * limit } : part.numbers)
    })
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    raw = gradients.names.map { (name: $0, numbers: gradients[$0].values) }
  }
}
