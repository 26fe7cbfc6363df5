import GradusKit

struct EMA<Value> {
  let mix: (Value?, Value, Double) -> Value
  let scale: (Value, Double) -> Value
  var raw: Value?
  var remaining = 1.0

  mutating func feed(_ x: Value, _ beta: Double) {
    raw = mix(raw, x, beta)
    remaining *= beta
  }
  var corrected: Value { scale(raw!, 1 / (1 - remaining)) }
}

private func parameterEMA() -> EMA<Parameters> {
  EMA(mix: { old, x, b in b * (old ?? 0) + (1 - b) * x }, scale: { $0 * $1 }, raw: nil)
}

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  private var first = parameterEMA()
  private var second = parameterEMA()
  var m: Parameters { first.raw ?? 0 }
  var v: Parameters { second.raw ?? 0 }
  var mHat: Parameters? { first.raw == nil ? nil : first.corrected }
  var vHat: Parameters? { second.raw == nil ? nil : second.corrected }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    first.feed(gradients, beta1)
    second.feed(gradients.map { $0 * $0 }, beta2)
    weights -= learningRate * mHat! / (sqrt(vHat!) + epsilon)
  }
}
