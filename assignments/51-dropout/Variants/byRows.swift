import GradusKit

// Row by row, with the share that is kept.
struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  lazy var yEvaluation = Tensor(0)

  private func masked(_ x: Tensor) -> Tensor {
    let keep = 1 - rate
    var y = x
    for n in 0..<x.shape[0] { y[row: n] = mask[row: n] * x[row: n] / keep }
    return y
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    yEvaluation = 1 * x
    return masked(x)
  }

  mutating func backward(_ dy: Tensor) -> Tensor { masked(dy) }
}
