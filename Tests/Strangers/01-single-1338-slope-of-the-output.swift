import GradusKit

struct Sigmoid: Layer {
  var out = Tensor(0)

  func f(_ x: Tensor) -> Tensor { 1 / (1 + exp(-x)) }
  func fPrime(_ x: Tensor) -> Tensor { f(x) * (1 - f(x)) }

  mutating func forward(_ x: Tensor) -> Tensor {
    out = f(x)
    return out
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    return dy * fPrime(out)
  }
}
