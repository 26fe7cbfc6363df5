import GradusKit

final class Memory {
  var lastOutput: [Double] = []
  var shape: [Int] = []
}

struct Sigmoid: Layer {
  let memory = Memory()

  func squash(_ v: Double) -> Double {
    if v >= 0 { return 1 / (1 + exp(-v)) }
    let e = exp(v)
    return e / (e + 1)
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    memory.lastOutput = x.values.map { squash($0) }
    memory.shape = x.shape
    return Tensor(shape: memory.shape, values: memory.lastOutput)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var result: [Double] = []
    for (i, d) in dy.values.enumerated() {
      let s = memory.lastOutput[i]
      result.append(d * (s - s * s))
    }
    return Tensor(shape: dy.shape, values: result)
  }
}
