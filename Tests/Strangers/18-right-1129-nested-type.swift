import GradusKit

struct Nadam: Optimizer {
  @Setting var learningRate = 0.002
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  /// A decaying average that knows how much its start still weighs.
  struct Average {
    var raw: Parameters = 0
    var missing = 1.0
    var corrected: Parameters { raw / (1 - missing) }

    mutating func add(_ new: Parameters, keep: Double) {
      raw = keep * raw + (1 - keep) * new
      missing *= keep
    }
  }

  private var first = Average()
  private var second = Average()

  var m: Parameters { first.raw }
  var v: Parameters { second.raw }
  var mHat: Parameters { first.corrected }
  var vHat: Parameters { second.corrected }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    first.add(gradients, keep: beta1)
    second.add(pow(gradients, 2), keep: beta2)
    let fresh = (1 - beta1) / (1 - first.missing)
    let ahead = beta1 * mHat + fresh * gradients
    weights -= learningRate * ahead / (sqrt(vHat) + epsilon)
  }
}
