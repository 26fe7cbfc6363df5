import GradusKit

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y: [[Double]] = []
  var loss = 0.0
  var gradients: Parameters = 0

  private func join(_ W: Tensor, _ b: Tensor) -> [[Double]] {
    (0..<W.shape[0]).map { r in Array(W[row: r]) + [b[r]] }
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], targets = data["target"]
    var dice = SeededGenerator(seed: 99)
    var permutation = (0..<x.shape[0]).shuffled(using: &dice)
    var from = 0
    for _ in 0..<data.steps {
      if from + data.batchSize > permutation.count {
        permutation = permutation.shuffled(using: &dice)
        from = 0
      }
      batches = Array(permutation[from..<from + data.batchSize])
      from += data.batchSize

      let first = join(weights["W1"], weights["b1"])
      let second = join(weights["W2"], weights["b2"])[0]
      var g1 = first.map { $0.map { _ in 0.0 } }
      var errors: [[Double]] = []
      var rows: [[Double]] = []
      var g2 = second.map { _ in 0.0 }
      var predictions: [[Double]] = []
      var sum = 0.0
      let scale = 1 / Double(batches.count)

      for n in batches {
        let input = Array(x[row: n]) + [1.0]
        var hidden: [Double] = []
        for w in first {
          var a = 0.0
          for kk in w.indices { a += w[kk] * input[kk] }
          hidden.append(tanh(a))
        }
        hidden.append(1.0)
        var z = 0.0
        for kk in second.indices { z += second[kk] * hidden[kk] }
        let yHat = sigmoid(z)
        predictions.append([yHat])
        sum += max(z, 0.0) - z * targets[n] + log1p(exp(-abs(z)))

        let error = scale * (yHat - targets[n])
        for kk in second.indices { g2[kk] += error * hidden[kk] }
        rows.append(input)
        errors.append(first.indices.map { j in error * second[j] * (1 + hidden[j]) * (1 - hidden[j]) })
      }
      var buffer = first[0].map { _ in 0.0 }
      for j in first.indices {
        for (row, back) in Swift.zip(rows, errors) {
          for kk in row.indices { buffer[kk] += back[j] * row[kk] }
        }
        g1[j] = buffer
      }
      y = predictions
      loss = scale * sum

      gradients = [
        "W1": Tensor(g1.map { Array($0.dropLast()) }),
        "b1": Tensor(shape: [g1.count], values: g1.map { $0.last! }),
        "W2": Tensor([Array(g2.dropLast())]),
        "b2": Tensor(shape: [1], values: [g2.last!]),
      ]
      for name in ["b2", "W2", "b1", "W1"] {
        weights[name] -= learningRate * gradients[name]
      }
      report(self, weights)
    }
  }
}
