import GradusKit

private func softplus(_ z: Double) -> Double {
  z > 0 ? z + log1p(exp(-z)) : log1p(exp(z))
}

private func squash(_ z: Double) -> Double {
  if z >= 0 { return 1 / (1 + exp(-z)) }
  let e = exp(z)
  return e / (1 + e)
}

struct BinaryCrossEntropy: Loss {
  func value(_ z: Tensor, target: Tensor) -> Double {
    var yes = 0.0, no = 0.0
    for i in 0..<z.count {
      yes += target[i] * softplus(-z[i])
      no += (1 - target[i]) * softplus(z[i])
    }
    return (yes + no) / Double(z.count)
  }

  func gradient(_ z: Tensor, target: Tensor) -> Tensor {
    var dz = Tensor.zeros(like: z)
    let share = 1 / Double(z.count)
    for i in 0..<z.count {
      dz[i] = share * ((1 - target[i]) * squash(z[i]) - target[i] * squash(-z[i]))
    }
    return dz
  }
}
