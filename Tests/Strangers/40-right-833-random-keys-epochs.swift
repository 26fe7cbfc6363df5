import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: Tensor = Tensor(0)
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    let count = x.shape[0]
    var generator = SeededGenerator(seed: 2718)
    var done = 0
    training: while done < data.steps {
      let keys: [Double] = (0..<count).map { _ in generator.uniform() }
      let order = (0..<count).sorted { keys[$0] < keys[$1] }
      for b in 0..<(count / data.batchSize) {
        if done == data.steps { break training }
        let rows = Array(order[(b * data.batchSize)..<((b + 1) * data.batchSize)])
        batches = Tensor(shape: [rows.count], values: rows.map { Double($0) })
        step(x[rows: rows], target[rows: rows], &weights)
        report(self, weights)
        done += 1
      }
    }
  }

  private mutating func step(_ x: Tensor, _ t: Tensor, _ w: inout Parameters) {
    let N = Double(t.shape[0])
    let h = tanh(x.matmul(w["W1"].transposed()) + w["b1"])
    let z = h.matmul(w["W2"].transposed()) + w["b2"]
    y = 0.5 * (1 + tanh(0.5 * z))
    loss = (log1p(exp(-abs(z))) + max(z, 0) - t * z).sum() / N
    let dz2 = (y - t) / N
    let dz1 = dz2.matmul(w["W2"]) * (1 - h * h)
    var g = Parameters.zeros(like: w)
    g["W1"] = dz1.transposed().matmul(x)
    g["b1"] = dz1.sum(axis: 0)
    g["W2"] = dz2.transposed().matmul(h)
    g["b2"] = dz2.sum(axis: 0)
    gradients = g
    w -= learningRate * g
  }
}
