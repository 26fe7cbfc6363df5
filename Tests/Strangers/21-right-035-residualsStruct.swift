import GradusKit

struct Residuals {
  let values: [Double]

  init(of y: Tensor, from target: Tensor) {
    values = (0..<y.count).map { i in y[i] - target[i] }
  }

  var number: Double { Double(values.count) }
  var meanSquare: Double { values.map { $0 * $0 }.reduce(0, +) / number }

  func slope(shape: [Int]) -> Tensor {
    Tensor(shape: shape, values: values.map { $0 / (number / 2) })
  }
}

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    Residuals(of: y, from: target).meanSquare
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    Residuals(of: y, from: target).slope(shape: y.shape)
  }
}
