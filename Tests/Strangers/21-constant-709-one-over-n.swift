import GradusKit

extension Tensor {
  func minus(_ other: Tensor) -> Tensor { self - other }
  var squared: Tensor { self * self }
}

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double { y.minus(target).squared.mean() }
  func gradient(_ y: Tensor, target: Tensor) -> Tensor { y.minus(target) / y.count }
}
