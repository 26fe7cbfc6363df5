import GradusKit

struct Network: Trainer {
  @Setting var learningRate = 0.01
  var y: [[Double]] = []
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let hidden = weights["b1"].count, outputs = weights["b2"].count
    let inputs = data["x"].shape[1]
    for step in 1...data.steps {
      let batch = data["batches", step: step].values.map { Int($0) }
      let N = Double(batch.count * outputs)
      let W1 = weights["W1"], b1 = weights["b1"], W2 = weights["W2"], b2 = weights["b2"]
      var dW1 = Tensor.zeros(like: W1), db1 = Tensor.zeros(like: b1)
      var dW2 = Tensor.zeros(like: W2), db2 = Tensor.zeros(like: b2)
      y.removeAll()
      loss = 0

      for n in batch {
        let x = (0..<inputs).map { data["x"][n, $0] }
        var h: [Double] = []
        for j in 0..<hidden {
          var z = b1[j]
          for i in 0..<inputs { z += W1[j, i] * x[i] }
          h.append(tanh(z))
        }
        var row: [Double] = []
        var dh = [Double](repeating: 0, count: hidden)
        for o in 0..<outputs {
          var z = b2[o]
          for j in 0..<hidden { z += W2[o, j] * h[j] }
          let t = data["target"][n, o]
          let out = sigmoid(z)
          row.append(out)
          loss += (max(z, 0) - z * t + log1p(exp(-abs(z)))) / N
          let dz = (out - t) / N
          db2[o] += dz
          for j in 0..<hidden {
            dW2[o, j] += dz * h[j]
            dh[j] += dz * W2[o, j]
          }
        }
        y.append(row)
        for j in 0..<hidden {
          let dz = dh[j] * (1 - h[j] * h[j])
          db1[j] += dz
          for i in 0..<inputs { dW1[j, i] += dz * x[i] }
        }
      }

      gradients = ["W1": dW1, "b1": db1, "W2": dW2, "b2": db2]
      weights = weights - learningRate * gradients
      report(self, weights)
    }
  }
}
