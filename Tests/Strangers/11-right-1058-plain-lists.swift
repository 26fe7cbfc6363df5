import GradusKit

struct Nesterov: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  var velocity: [String: [Double]] = [:]
  var lookahead: [String: [Double]] = [:]

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    var point = weights
    for name in weights.names {
      let n = weights[name].count
      let v = velocity[name, default: [Double](repeating: 0, count: n)]
      var ahead: [Double] = []
      for i in 0..<n {
        let x = weights[name][i] - v[i] * momentum
        point[name][i] = x
        ahead.append(x)
      }
      velocity[name] = v
      lookahead[name] = ahead
    }

    let slope = Objective.gradient(at: point)

    for name in weights.names {
      for i in 0..<weights[name].count {
        let old = velocity[name]![i]
        let new = momentum * old + learningRate * slope[name][i]
        velocity[name]![i] = new
        weights[name][i] = weights[name][i] - new
      }
    }
  }
}
