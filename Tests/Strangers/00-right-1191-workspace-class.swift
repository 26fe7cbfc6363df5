import GradusKit

/// Flat arrays, so that nothing is allocated inside of the loops.
private final class Workspace {
  let n: Int, inputs: Int, outputs: Int
  let x: [Double], t: [Double]
  var y: [Double], dW: [Double], db: [Double]

  init(_ x: Tensor, _ t: Tensor) {
    n = x.shape[0]
    inputs = x.shape[1]
    outputs = t.shape[1]
    self.x = x.values
    self.t = t.values
    y = Array(repeating: 0, count: n * outputs)
    dW = Array(repeating: 0, count: outputs * inputs)
    db = Array(repeating: 0, count: outputs)
  }

  /// Half the work: outputs, and the sum of squared errors.
  func run(_ W: [Double], _ b: [Double]) -> Double {
    var squares = 0.0
    for p in 0..<n {
      for o in 0..<outputs {
        var a = b[o]
        for i in 0..<inputs { a += W[o * inputs + i] * x[p * inputs + i] }
        y[p * outputs + o] = a
        let e = a - t[p * outputs + o]
        squares += e * e
      }
    }
    return squares
  }

  func derive() {
    let scale = 2 / Double(n * outputs)
    for o in 0..<outputs {
      var sum = 0.0
      var row = [Double](repeating: 0, count: inputs)
      for p in stride(from: n - 1, through: 0, by: -1) {
        let e = y[p * outputs + o] - t[p * outputs + o]
        sum += e
        for i in 0..<inputs { row[i] += e * x[p * inputs + i] }
      }
      db[o] = scale * sum
      for i in 0..<inputs { dW[o * inputs + i] = scale * row[i] }
    }
  }
}

struct LinearNeuron: Trainer {
  @Setting var learningRate = 0.01

  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let space = Workspace(data["x"], data["target"])
    let shapeW = weights["W"].shape
    var taken = 0
    while taken < data.steps {
      let squares = space.run(weights["W"].values, weights["b"].values)
      loss = squares / Double(space.y.count)
      y = Tensor(shape: [space.n, space.outputs], values: space.y)
      space.derive()
      gradients = [
        "W": Tensor(shape: shapeW, values: space.dW),
        "b": Tensor(shape: [space.outputs], values: space.db),
      ]
      for (name, slope) in gradients { weights[name] -= learningRate * slope }
      taken += 1
      report(self, weights)
    }
  }
}
