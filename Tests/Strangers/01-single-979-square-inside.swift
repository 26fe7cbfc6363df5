import GradusKit

struct Sigmoid: Layer {
  var outputs: [Double] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    outputs = []
    for value in x { outputs.append(1 / (1 + exp(-value))) }
    return Tensor(shape: x.shape, values: outputs)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = dy
    for (i, y) in outputs.enumerated() {
      dx[i] *= y * (1 - y * y)
    }
    return dx
  }
}
