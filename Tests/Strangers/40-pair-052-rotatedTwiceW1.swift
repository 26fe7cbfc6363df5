import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01

  private var o = Tensor(0)
  private var labels = Tensor(0)

  var batches = Tensor(0)
  var gradients: Parameters = 0
  var y: Tensor { sigmoid(o) }
  var loss: Double {
    let hinge = max(o, 0)
    let soft = log1p(exp(-abs(o)))
    return (hinge - o * labels + soft).mean()
  }

  mutating func fit(_ examples: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let row = examples["x"].shape[0]
    let batchesPerEpoch = row / examples.batchSize
    var ids: [Int] = []
    for s in 0..<examples.steps {
      let k = s % batchesPerEpoch
      if k == 0 {
        ids = (0..<row).map { ($0 + s / batchesPerEpoch) % row }
      }
      let chosen = Array(ids[k * examples.batchSize..<(k + 1) * examples.batchSize])
      batches = Tensor(shape: [chosen.count], values: chosen.map { Double($0) })

      let input = examples["x"][rows: chosen]
      labels = examples["target"][rows: chosen]
      let hiddenOut = tanh(matmul(input, weights["W1"].transposed()) + weights["b1"])
      o = matmul(hiddenOut, weights["W2"].transposed()) + weights["b2"]

      let outErr = (y - labels) / chosen.count
      let d1 = matmul(outErr, weights["W2"]) * (1 - pow(hiddenOut, 2))
      gradients = [
        "W1": d1.transposed().matmul(input),
        "b1": d1.sum(axis: 0),
        "W2": outErr.transposed().matmul(hiddenOut),
        "b2": outErr.sum(axis: 0),
      ]
      weights -= gradients * learningRate
      weights["W1"] -= gradients["W1"] * learningRate
      report(self, weights)
    }
  }
}
