import GradusKit

extension Tensor {
  fileprivate var positivePart: Tensor { GradusKit.max(0, self) }
  fileprivate var negativePart: Tensor { GradusKit.min(0, self) }
}

struct ParametricReLU: Layer {
  var alpha = 0.25
  private var x = Tensor(0), dy = Tensor(0)

  /// Worked out when it is asked for.
  var dalpha: Double {
    var total = 0.0
    for (slope, value) in zip(dy.reshaped(-1).values, x.negativePart.reshaped(-1).values) { total += slope * value }
    return total
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return x.positivePart + alpha * x.negativePart
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    self.dy = dy
    let factor = x.map { $0 > 0 ? 1.0 : alpha }
    return factor * dy
  }
}
