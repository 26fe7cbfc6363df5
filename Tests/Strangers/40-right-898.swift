import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  struct Pass {
    var h: Tensor
    var z: Tensor
    var y: Tensor { 1 / (1 + exp(-z)) }
  }

  private var plan: [[Int]] = []
  private var current = 0
  private var pass: Pass?
  private var wanted = Tensor(0)
  var gradients: Parameters = 0

  // all that is read is worked out from what is stored
  var batches: [Int] { plan[current] }
  var y: Tensor { pass!.y }
  var loss: Double {
    let z = pass!.z
    let each = max(0, z) - z * wanted + log1p(exp(-abs(z)))
    return each.sum() / Double(each.count)
  }

  /// All batches of all epochs at once. Every example draws a number, and they are lined up by it.
  private static func schedule(examples: Int, size: Int, steps: Int) -> [[Int]] {
    var generator = SeededGenerator(seed: 99)
    var result: [[Int]] = []
    while result.count < steps {
      var draws: [(Double, Int)] = []
      for i in 0..<examples { draws.append((generator.normal(), i)) }
      draws.sort { $0.0 < $1.0 }
      let order = draws.map { $0.1 }
      for b in 0..<(examples / size) {
        result.append(Array(order[(b * size)..<((b + 1) * size)]))
      }
    }
    return Array(result.prefix(steps))
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"]
    plan = Perceptron.schedule(examples: x.shape[0], size: data.batchSize, steps: data.steps)
    for k in plan.indices {
      current = k
      let input = x[rows: plan[k]]
      wanted = data["target"][rows: plan[k]]
      let h = tanh(input.matmul(weights["W1"].transposed()) + weights["b1"])
      let p = Pass(h: h, z: h.matmul(weights["W2"].transposed()) + weights["b2"])
      pass = p
      let d2 = (p.y - wanted) / wanted.count
      let d1 = d2.matmul(weights["W2"]) * (1 - pow(h, 2))
      gradients = .zeros(like: weights)
      gradients["W1"] = matmul(d1.transposed(), input)
      gradients["b1"] = d1.sum(axis: 0)
      gradients["W2"] = matmul(d2.transposed(), h)
      gradients["b2"] = d2.sum(axis: 0)
      for (name, g) in gradients { weights[name] -= learningRate * g }
      report(self, weights)
    }
  }
}
