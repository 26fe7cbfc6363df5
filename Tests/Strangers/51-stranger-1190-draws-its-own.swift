import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  var yEvaluation = Tensor(0)
  private var generator = SeededGenerator(seed: 99)
  private var drawn = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    drawn = Tensor.zeros(like: x)
    for i in 0..<x.count {
      drawn[i] = generator.uniform() < rate ? 0 : 1
    }
    yEvaluation = x
    return x * drawn / (1 - rate)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dy * drawn / (1 - rate)
  }
}
