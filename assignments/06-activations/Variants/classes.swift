import GradusKit

// Classes, with a list of what each call has to remember.
final class HyperbolicTangent: Layer {
  private var outputs: [Double] = []

  init() {}

  func forward(_ x: Tensor) -> Tensor {
    outputs = x.values.map { tanh($0) }
    return Tensor(shape: x.shape, values: outputs)
  }

  func backward(_ dy: Tensor) -> Tensor {
    Tensor(shape: dy.shape, values: zip(dy.values, outputs).map { $0 * (1 - $1) * (1 + $1) })
  }
}

final class LeakyReLU: Layer {
  @Setting var slope = 0.01
  private var slopes: [Double] = []

  init() {}

  func forward(_ x: Tensor) -> Tensor {
    slopes = x.values.map { $0 > 0 ? 1 : slope }
    return Tensor(shape: x.shape, values: zip(x.values, slopes).map { $0 * $1 })
  }

  func backward(_ dy: Tensor) -> Tensor {
    Tensor(shape: dy.shape, values: zip(dy.values, slopes).map { $0 * $1 })
  }
}

final class Softplus: Layer {
  private var y = Tensor(0)

  init() {}

  func forward(_ x: Tensor) -> Tensor {
    y = x.map { max($0, 0) + log1p(exp(-abs($0))) }
    return y
  }

  // The sigmoid of x is 1 − e⁻ʸ.
  func backward(_ dy: Tensor) -> Tensor { dy * y.map { -expm1(-$0) } }
}
