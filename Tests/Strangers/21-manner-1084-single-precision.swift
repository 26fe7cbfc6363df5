import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    pow(y - target, 2).mean()
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let scale = Float(2) / Float(y.count)
    let predicted = y.values.map { Float($0) }
    let wanted = target.values.map { Float($0) }
    var out = [Float](repeating: 0, count: predicted.count)
    for i in out.indices { out[i] = scale * (predicted[i] - wanted[i]) }
    return Tensor(shape: y.shape, values: out.map { Double($0) })
  }
}
