import GradusKit

/// A decaying average that knows how often it was fed.
private struct Moment {
  var value: Parameters = 0
  private var weight = 0.0

  mutating func feed(_ new: Parameters, keep: Double) {
    value += (1 - keep) * (new - value)
    weight = keep * weight + (1 - keep)
  }

  /// Weighted by what has come in so far, 1 − keepᵗ.
  var corrected: Parameters { value / weight }
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  private var first = Moment()
  private var second = Moment()

  var m: Parameters { first.value }
  var v: Parameters { second.value }
  var mHat: Parameters { first.corrected }
  var vHat: Parameters { second.corrected }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    first.feed(gradients, keep: beta1)
    second.feed(gradients * gradients, keep: beta2)
    let scale = sqrt(vHat) + epsilon
    weights -= learningRate * mHat / scale
  }
}
