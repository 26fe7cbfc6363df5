import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0

  var norm = 0.0
  var clipped: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    let everything = gradients.names.flatMap { gradients[$0].values }
    // scaled, as the BLAS does it
    let largest = everything.map { abs($0) }.max() ?? 0
    norm = largest == 0 ? 0 : largest * sqrt(everything.reduce(0) { $0 + ($1 / largest) * ($1 / largest) })
    let tooLong = norm > threshold
    for name in gradients.names {
      clipped[name] = gradients[name].map { (g: Double) -> Double in tooLong ? g * threshold / norm : g }.values
    }
  }
}
