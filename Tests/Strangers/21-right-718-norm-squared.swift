import GradusKit

fileprivate struct Residual {
  let vector: Tensor
  init(_ y: Tensor, _ target: Tensor) { vector = y - target }
  var meanSquare: Double {
    let length = vector.norm()
    return length * length / Double(vector.count)
  }
  var slope: Tensor { vector * 2.0 / vector.count }
}

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double { Residual(y, target).meanSquare }
  func gradient(_ y: Tensor, target: Tensor) -> Tensor { Residual(y, target).slope }
}
