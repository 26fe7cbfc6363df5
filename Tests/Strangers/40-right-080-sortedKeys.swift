import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  // The loss and the outputs follow from these.
  private var z2 = Tensor(0)
  private var t = Tensor(0)

  var batches = Tensor(0)
  var gradients: Parameters = 0
  var y: Tensor { sigmoid(z2) }
  var loss: Double {
    let hinge = max(z2, 0)
    let soft = log1p(exp(-abs(z2)))
    return (hinge - z2 * t + soft).mean()
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 31)
    let n = data["x"].shape[0]
    let batchesPerEpoch = n / data.batchSize
    var order: [Int] = []
    for s in 0..<data.steps {
      let k = s % batchesPerEpoch
      if k == 0 {
        // A random key for everybody, then sort by it.
        let keys = (0..<n).map { _ in generator.uniform() }
        order = (0..<n).sorted { keys[$0] < keys[$1] }
      }
      let chosen = Array(order[k * data.batchSize..<(k + 1) * data.batchSize])
      batches = Tensor(shape: [chosen.count], values: chosen.map { Double($0) })

      let x = data["x"][rows: chosen]
      t = data["target"][rows: chosen]
      let h = tanh(x.matmul(weights["W1"].transposed()) + weights["b1"])
      z2 = h.matmul(weights["W2"].transposed()) + weights["b2"]

      let d2 = (y - t) / chosen.count
      let d1 = d2.matmul(weights["W2"]) * (1 - h * h)
      gradients = [
        "W1": d1.transposed().matmul(x),
        "b1": d1.sum(axis: 0),
        "W2": d2.transposed().matmul(h),
        "b2": d2.sum(axis: 0),
      ]
      weights -= gradients * learningRate
      report(self, weights)
    }
  }
}
