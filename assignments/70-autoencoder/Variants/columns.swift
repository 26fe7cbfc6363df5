import GradusKit

// Examples as columns, as the lecture writes them: z = Wx + b. The sigmoid is half of a tanh.
struct Autoencoder: Trainer {
  @Setting var learningRate = 0.01
  var columnsOfCode = Tensor(0)
  var columns = Tensor(0)
  var loss: Double?
  var gradients: [String: Tensor] = [:]
  var code: Tensor { columnsOfCode.shape.count == 2 ? columnsOfCode.transposed() : columnsOfCode }
  var y: Tensor { columns.shape.count == 2 ? columns.transposed() : columns }

  private func squashed(_ z: Tensor) -> Tensor { 0.5 + 0.5 * tanh(0.5 * z) }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"].transposed()
    for _ in 0..<data.steps {
      columnsOfCode = squashed(matmul(weights["W1"], x) + weights["b1"].reshaped(-1, 1))
      columns = squashed(matmul(weights["W2"], columnsOfCode) + weights["b2"].reshaped(-1, 1))
      let off = columns - x
      loss = (off * off).mean()
      let outer = off * columns * (1 - columns) * (2 / Double(off.count))
      let inner = matmul(weights["W2"].transposed(), outer) * columnsOfCode * (1 - columnsOfCode)
      gradients["W2"] = matmul(outer, columnsOfCode.transposed())
      gradients["b2"] = outer.sum(axis: 1)
      gradients["W1"] = matmul(inner, x.transposed())
      gradients["b1"] = inner.sum(axis: 1)
      for (name, slope) in gradients { weights[name] -= learningRate * slope }
      report(self, weights)
    }
  }
}
