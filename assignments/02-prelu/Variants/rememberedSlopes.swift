import GradusKit

// The way there keeps the slope of every element; the way back multiplies, from the last element to the first.
final class ParametricReLU: Layer {
  var alpha = 0.0
  private(set) var dalpha: Double?
  private var slopes: [Double] = []
  private var negative: [Double] = []

  init() {}

  func forward(_ x: Tensor) -> Tensor {
    slopes = x.values.map { $0 > 0 ? 1 : alpha }
    negative = x.values.map { $0 > 0 ? 0 : $0 }
    return zip(x, Tensor(shape: x.shape, values: slopes)) { $0 * $1 }
  }

  func backward(_ dy: Tensor) -> Tensor {
    dalpha = zip(dy.values, negative).reversed().reduce(0) { $0 + $1.0 * $1.1 }
    return Tensor(shape: dy.shape, values: zip(dy.values, slopes).map(*))
  }
}
