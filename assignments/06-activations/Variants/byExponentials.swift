import GradusKit

// tanh by e²ˣ, the rectifier in two halves, and a branch for the softplus.
struct HyperbolicTangent: Layer {
  private var slope = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let e = exp(2 * x)
    slope = 4 * e / ((e + 1) * (e + 1))
    return (e - 1) / (e + 1)
  }

  mutating func backward(_ dy: Tensor) -> Tensor { slope * dy }
}

struct LeakyReLU: Layer {
  @Setting var slope = 0.01
  private var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    return x.map { max($0, 0) + slope * min($0, 0) }
  }

  mutating func backward(_ dy: Tensor) -> Tensor { x.map { $0 > 0 ? 1 : slope } * dy }
}

struct Softplus: Layer {
  private var slopes: [Double] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    slopes = x.values.map { 1 / (1 + exp(-$0)) }
    return x.map { $0 > 0 ? $0 + log1p(exp(-$0)) : log1p(exp($0)) }
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    Tensor(shape: dy.shape, values: zip(slopes, dy.values).map { $0 * $1 })
  }
}
