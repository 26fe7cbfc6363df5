import GradusKit

// Epoch by epoch, with matrices as lists of rows; the sums are taken from the last to the first.
struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  var batches = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: [String: Tensor] = [:]

  typealias Rows = [[Double]]

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let (x, target) = (rows(data["x"]), data["target"].values)
    var generator = SeededGenerator(seed: 2026)
    var taken = 0
    while true {
      let order = (0..<x.count).shuffled(using: &generator)
      for batch in 0..<x.count / data.batchSize {
        if taken == data.steps { return }
        let picked = order.dropFirst(batch * data.batchSize).prefix(data.batchSize)
        batches = Tensor(shape: [picked.count], values: picked.map(Double.init))
        step(picked.map { x[$0] }, picked.map { target[$0] }, &weights)
        taken += 1
        report(self, weights)
      }
    }
  }

  private mutating func step(_ x: Rows, _ target: [Double], _ weights: inout Parameters) {
    let (W1, W2) = (rows(weights["W1"]), rows(weights["W2"]))
    let h = product(x, transposed(W1)).map { row in zip(row, weights["b1"].values).map { tanh($0 + $1) } }
    let z = product(h, transposed(W2)).map { $0[0] + weights["b2"][0] }
    let outputs = z.map { 0.5 * (1 + tanh($0 / 2)) }
    y = Tensor(shape: [x.count, 1], values: outputs)
    let losses = zip(z, target).map { z, t in z > 0 ? (1 - t) * z + log(1 + exp(-z)) : log(1 + exp(z)) - t * z }
    loss = losses.reversed().reduce(0, +) / Double(x.count)

    let dz: Rows = zip(outputs, target).map { [($0 - $1) / Double(x.count)] }
    let dh = product(dz, W2)
    let dz1 = zip(dh, h).map { dh, h in zip(dh, h).map { $0 * (1 - $1) * (1 + $1) } }
    gradients = [
      "W1": tensor(product(transposed(dz1), x)), "b1": total(dz1), "W2": tensor(product(transposed(dz), h)),
      "b2": total(dz),
    ]
    for name in weights.names {
      for i in 0..<weights[name].count { weights[name][i] -= learningRate * gradients[name]![i] }
    }
  }

  private func rows(_ t: Tensor) -> Rows {
    (0..<t.shape[0]).map { row in (0..<t.shape[1]).map { t[row * t.shape[1] + $0] } }
  }
  private func tensor(_ rows: Rows) -> Tensor {
    Tensor(shape: [rows.count, rows[0].count], values: rows.flatMap { $0 })
  }
  private func transposed(_ a: Rows) -> Rows { a[0].indices.map { column in a.map { $0[column] } } }
  private func product(_ a: Rows, _ b: Rows) -> Rows {
    let columns = transposed(b)
    return a.map { row in columns.map { zip(row, $0).reversed().reduce(0) { $0 + $1.0 * $1.1 } } }
  }
  private func total(_ a: Rows) -> Tensor {
    let sums = transposed(a).map { $0.reversed().reduce(0, +) }
    return Tensor(shape: [sums.count], values: sums)
  }
}
