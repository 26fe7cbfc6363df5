import GradusKit

struct Sigmoid: Layer {
  private var memory: [Double] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    var y = Tensor.zeros(like: x)
    for i in 0..<x.count {
      y[i] = sigmoid(x[i])
      memory.append(y[i])
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: dy)
    for i in 0..<dy.count {
      dx[i] = dy[i] * memory[i] * (1 - memory[i])
    }
    return dx
  }
}
