import GradusKit

protocol ElementwiseLoss {
  static func term(_ error: Double) -> Double
  static func slope(_ error: Double) -> Double
}

enum Square: ElementwiseLoss {
  static func term(_ error: Double) -> Double { error * error }
  static func slope(_ error: Double) -> Double { error + error }
}

struct Averaged<L: ElementwiseLoss> {
  let y: Tensor
  let target: Tensor
  var value: Double {
    // a running mean
    var mean = 0.0
    var seen = 0.0
    for (a, b) in zip(y, target) {
      seen += 1
      mean += (L.term(a - b) - mean) / seen
    }
    return mean
  }
  var gradient: Tensor { (y - target).map { L.slope($0) } / y.count }
}

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    Averaged<Square>(y: y, target: target).value
  }
  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    Averaged<Square>(y: y, target: target).gradient
  }
}
