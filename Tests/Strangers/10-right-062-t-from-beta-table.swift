import GradusKit

struct Adam: Optimizer {
  @Setting var learningRate = 0.001
  @Setting var beta1 = 0.9
  @Setting var beta2 = 0.999
  @Setting var epsilon = 1e-8

  var m: Parameters = 0
  var v: Parameters = 0
  var mHat: Parameters = 0
  var vHat: Parameters = 0

  private var index = -1
  private var table1: [Double] = []
  private var table2: [Double] = []

  private func powers(of beta: Double) -> [Double] {
    var list = [beta]
    while list.count < 1000 { list.append(list.last! * beta) }
    return list
  }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    if table1.isEmpty {
      table1 = powers(of: beta1)
      table2 = powers(of: beta2)
    }
    index += 1
    m = beta1 * m + (1 - beta1) * gradients
    v = beta2 * v + (1 - beta2) * gradients * gradients
    mHat = m / (1 - table1[index])
    vHat = v / (1 - table2[index])
    for (name, hat) in mHat {
      let spread = vHat[name]
      for i in 0..<hat.count where hat[i] != 0 {
        weights[name][i] -= learningRate * hat[i] / (spread[i].squareRoot() + epsilon)
      }
    }
  }
}
