import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  var yEvaluation = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    yEvaluation = x
    return zip(x, mask) { value, keep in 2 * value * keep }
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let scale = 1 / (1 - rate)
    return zip(dy, mask) { slope, keep in scale * slope * keep }
  }
}
