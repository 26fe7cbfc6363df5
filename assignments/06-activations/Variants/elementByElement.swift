import GradusKit

// What works element by element is written once.
protocol Elementwise: Layer {
  var x: Tensor { get set }
  func value(_ x: Double) -> Double
  func derivative(_ x: Double) -> Double
}

extension Elementwise {
  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let own = self
    return x.map { own.value($0) }
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let own = self
    return x.map { own.derivative($0) } * dy
  }
}

struct HyperbolicTangent: Elementwise {
  var x = Tensor(0)
  func value(_ x: Double) -> Double { tanh(x) }
  func derivative(_ x: Double) -> Double { 1 - tanh(x) * tanh(x) }
}

struct LeakyReLU: Elementwise {
  @Setting var slope = 0.01
  var x = Tensor(0)
  func value(_ x: Double) -> Double { x > 0 ? x : slope * x }
  func derivative(_ x: Double) -> Double { x > 0 ? 1 : slope }
}

struct Softplus: Elementwise {
  var x = Tensor(0)
  func value(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }
  func derivative(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
}
