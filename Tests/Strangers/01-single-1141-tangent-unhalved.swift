import GradusKit

struct Sigmoid: Layer {
  var memory: [Double] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    memory = []
    var result = x
    for i in 0..<x.count {
      let s = (1 + tanh(x[i])) / 2
      memory.append(s)
      result[i] = s
    }
    return result
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = dy
    for (i, s) in memory.enumerated() {
      dx[i] *= s * (1 - s)
    }
    return dx
  }
}
