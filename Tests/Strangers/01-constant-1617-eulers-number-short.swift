import GradusKit

let e = 2.718

struct Sigmoid: Layer {
  var y = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    y = x.map { 1 / (1 + pow(e, -$0)) }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    return dy * y * (1 - y)
  }
}
