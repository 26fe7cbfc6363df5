import GradusKit

/// An elementwise function and its slope; the three parts only say which.
protocol Pointwise: Layer {
  var seen: Tensor { get set }
  func f(_ x: Double) -> Double
  func slope(_ x: Double) -> Double
}

extension Pointwise {
  mutating func forward(_ x: Tensor) -> Tensor {
    seen = x
    var y = x
    for i in 0..<x.count { y[i] = f(x[i]) }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = dy
    for i in 0..<dy.count { dx[i] *= slope(seen[i]) }
    return dx
  }
}

struct HyperbolicTangent: Pointwise {
  var seen = Tensor(0)
  func f(_ x: Double) -> Double { tanh(x) }
  func slope(_ x: Double) -> Double { (1 - tanh(x)) * (1 + tanh(x)) }
}

struct LeakyReLU: Pointwise {
  @Setting var slope = 0.01
  var seen = Tensor(0)
  func f(_ x: Double) -> Double { x * slope(x) }
  func slope(_ x: Double) -> Double { x > 0 ? 1 : slope }
}

struct Softplus: Pointwise {
  var seen = Tensor(0)
  func f(_ x: Double) -> Double {
    x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))
  }
  func slope(_ x: Double) -> Double {
    x > 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x))
  }
}
