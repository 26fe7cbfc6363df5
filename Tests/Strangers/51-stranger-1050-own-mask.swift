import GradusKit

struct Dropout: Layer {
  @Setting var rate = 0.5
  var mask = Tensor(0)
  var yEvaluation = Tensor(0)

  private var generator = SeededGenerator(seed: 42)
  private var kept = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    kept = Tensor.zeros(like: x)
    for i in 0..<x.count {
      kept[i] = generator.uniform() < rate ? 0 : 1
    }
    yEvaluation = x
    return x * kept / (1 - rate)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dy * kept / (1 - rate)
  }
}
