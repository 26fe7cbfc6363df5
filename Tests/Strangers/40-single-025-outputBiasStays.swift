import GradusKit

// Each bias is a weight of an input that is always one.
struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y: [[Double]] = []
  var loss = 0.0
  var gradients: Parameters = 0

  private func join(_ W: Tensor, _ b: Tensor) -> [[Double]] {
    (0..<W.shape[0]).map { r in Array(W[row: r]) + [b[r]] }
  }

  mutating func fit(_ set: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let design = set["x"], tAll = set["target"]
    var generator = SeededGenerator(seed: 99)
    var sequence = (0..<design.shape[0]).shuffled(using: &generator)
    var from = 0
    for _ in 0..<set.steps {
      if from + set.batchSize > sequence.count {
        sequence = sequence.shuffled(using: &generator)
        from = 0
      }
      batches = Array(sequence[from..<from + set.batchSize])
      from += set.batchSize

      let first = join(weights["W1"], weights["b1"])
      let second = join(weights["W2"], weights["b2"])[0]
      var g1 = first.map { $0.map { _ in 0.0 } }
      var g2 = second.map { _ in 0.0 }
      var predictions: [[Double]] = []
      var sum = 0.0
      let scale = 1 / Double(batches.count)

      for ex in batches {
        let input = Array(design[row: ex]) + [1.0]
        var hidden: [Double] = []
        for w in first {
          var a = 0.0
          for q in w.indices { a += w[q] * input[q] }
          hidden.append(tanh(a))
        }
        hidden.append(1.0)
        var o = 0.0
        for q in second.indices { o += second[q] * hidden[q] }
        let yHat = sigmoid(o)
        predictions.append([yHat])
        sum += max(o, 0.0) - o * tAll[ex] + log1p(exp(-abs(o)))

        let error = scale * (yHat - tAll[ex])
        for q in second.indices { g2[q] += error * hidden[q] }
        for j in first.indices {
          let e = error * second[j] * (1 + hidden[j]) * (1 - hidden[j])
          for q in input.indices { g1[j][q] += e * input[q] }
        }
      }
      y = predictions
      loss = scale * sum

      gradients = [
        "W1": Tensor(g1.map { Array($0.dropLast()) }),
        "b1": Tensor(shape: [g1.count], values: g1.map { $0.last! }),
        "W2": Tensor([Array(g2.dropLast())]),
        "b2": Tensor(shape: [1], values: [g2.last!]),
      ]
      for name in ["W2", "b1", "W1"] {
        weights[name] -= learningRate * gradients[name]
      }
      report(self, weights)
    }
  }
}
