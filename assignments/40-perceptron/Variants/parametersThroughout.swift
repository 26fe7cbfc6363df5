import GradusKit

// Each example's gradients as Parameters, averaged at the end.
struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 7)
    var epoch: ArraySlice<Int> = []
    for _ in 1...data.steps {
      if epoch.count < data.batchSize { epoch = Array(0..<data["x"].shape[0]).shuffled(using: &generator)[...] }
      batches = Array(epoch.prefix(data.batchSize))
      epoch = epoch.dropFirst(data.batchSize)

      let all = batches.map { visit($0, data, weights) }
      let count = Double(all.count)
      y = Tensor(shape: [all.count, 1], values: all.map(\.y))
      loss = all.map { $0.loss / count }.reduce(0, +)
      gradients = all.dropFirst().reduce(all[0].gradients) { $0 + $1.gradients } / count
      weights = weights - gradients * learningRate
      report(self, weights)
    }
  }

  private func visit(
    _ n: Int, _ data: TrainingData, _ w: Parameters
  ) -> (y: Double, loss: Double, gradients: Parameters) {
    let width = data["x"].shape[1]
    let x = Tensor(shape: [width], values: (0..<width).map { data["x"][n * width + $0] })
    let target = data["target"][n]
    let h = Tensor(
      shape: w["b1"].shape,
      values: (0..<w["b1"].count).map { j in
        tanh((0..<width).map { w["W1"][[j, $0]] * x[$0] }.reduce(w["b1"][j], +))
      })
    let z = (0..<h.count).map { w["W2"][$0] * h[$0] }.reduce(w["b2"][0], +)
    let output = 1 / (1 + exp(-z))
    // ln(1 + eᶻ) − target·z, with the larger term of the two taken out.
    let loss = z > 0 ? z * (1 - target) + log1p(exp(-z)) : log1p(exp(z)) - z * target
    let dz = output - target
    var g = w.map { _ in 0 }
    g["b2"] = Tensor(shape: [1], values: [dz])
    for j in 0..<h.count {
      g["W2"][j] = dz * h[j]
      g["b1"][j] = dz * w["W2"][j] * (1 - pow(h[j], 2))
      for i in 0..<width { g["W1"][[j, i]] = g["b1"][j] * x[i] }
    }
    return (output, loss, g)
  }
}
