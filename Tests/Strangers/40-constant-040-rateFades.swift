import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  // The loss and the outputs follow from these.
  private var logits = Tensor(0)
  private var labels = Tensor(0)

  var batches = Tensor(0)
  var gradients: Parameters = 0
  var y: Tensor { sigmoid(logits) }
  var loss: Double {
    let hinge = max(logits, 0)
    let soft = log(1 + exp(-abs(logits)))
    return (hinge - logits * labels + soft).mean()
  }

  mutating func fit(_ set: TrainingData, _ w: inout Parameters, report: (Self, Parameters) -> Void) {
    var dice = SeededGenerator(seed: 31)
    let row = set["x"].shape[0]
    let batchesPerEpoch = row / set.batchSize
    var permutation: [Int] = []
    for s in 0..<set.steps {
      let k = s % batchesPerEpoch
      if k == 0 {
        // A random key for everybody, then sort by it.
        let keys = (0..<row).map { _ in dice.uniform() }
        permutation = (0..<row).sorted { keys[$0] < keys[$1] }
      }
      let chosen = Array(permutation[k * set.batchSize..<(k + 1) * set.batchSize])
      batches = Tensor(shape: [chosen.count], values: chosen.map { Double($0) })

      let x = set["x"][rows: chosen]
      labels = set["target"][rows: chosen]
      let h = tanh(x.matmul(w["W1"].transposed()) + w["b1"])
      logits = h.matmul(w["W2"].transposed()) + w["b2"]

      let delta2 = (y - labels) / chosen.count
      let delta1 = delta2.matmul(w["W2"]) * (1 - h * h)
      gradients = [
        "W1": delta1.transposed().matmul(x),
        "b1": delta1.sum(axis: 0),
        "W2": delta2.transposed().matmul(h),
        "b2": delta2.sum(axis: 0),
      ]
      w -= gradients * (learningRate * pow(0.95, Double(s)))
      report(self, w)
    }
  }
}
