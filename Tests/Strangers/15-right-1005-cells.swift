import GradusKit

@propertyWrapper
struct Remembered<Value> {
  var wrappedValue: Value
}

struct RMSProp: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var decay = 0.9
  @Setting var epsilon = 1e-8

  @Remembered var squareAverage: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for name in weights.names.sorted() {
      update(name, &weights[name], gradients[name])
    }
  }

  private mutating func update(_ name: String, _ w: inout Tensor, _ g: Tensor) {
    var e = squareAverage[name, default: Array(repeating: 0, count: g.count)]
    for i in (0..<g.count).reversed() {
      let square = g[i] * g[i]
      e[i] = square - decay * (square - e[i])
      w[i] -= learningRate * g[i] / sqrt(e[i] + epsilon)
    }
    squareAverage[name] = e
  }
}
