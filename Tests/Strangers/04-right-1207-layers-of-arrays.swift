import GradusKit

private typealias Rows = [[Double]]

private struct Affine {
  var W: Rows
  var b: [Double]

  init(_ W: Tensor, _ b: Tensor) {
    self.W = (0..<W.shape[0]).map { o in (0..<W.shape[1]).map { i in W[o, i] } }
    self.b = b.values
  }

  func callAsFunction(_ x: Rows) -> Rows {
    x.map { row in
      W.indices.map { o in
        var s = b[o]
        for i in row.indices { s += W[o][i] * row[i] }
        return s
      }
    }
  }

  func gradients(_ dz: Rows, _ x: Rows) -> (dW: Rows, db: [Double], dx: Rows) {
    var dW = W.map { $0.map { _ in 0.0 } }
    var db = b.map { _ in 0.0 }
    var dx = x.map { $0.map { _ in 0.0 } }
    for n in x.indices {
      for o in W.indices {
        let d = dz[n][o]
        db[o] += d
        for i in x[n].indices {
          dW[o][i] += d * x[n][i]
          dx[n][i] += d * W[o][i]
        }
      }
    }
    return (dW, db, dx)
  }
}

struct Network: Trainer {
  @Setting var learningRate = 0.01

  var y: [[Double]] = []
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let all = data["x"], wanted = data["target"]
    var step = 1
    repeat {
      let picked = data["batches", step: step].values.map { Int($0) }
      let x: Rows = picked.map { n in (0..<all.shape[1]).map { i in all[n, i] } }
      let t: Rows = picked.map { n in (0..<wanted.shape[1]).map { o in wanted[n, o] } }

      let first = Affine(weights["W1"], weights["b1"])
      let second = Affine(weights["W2"], weights["b2"])
      let h = first(x).map { $0.map { tanh($0) } }
      let z2 = second(h)
      y = z2.map { $0.map { sigmoid($0) } }

      let count = Double(t.count * t[0].count)
      loss = 0
      var dz2 = z2
      for n in z2.indices {
        for o in z2[n].indices {
          let z = z2[n][o]
          loss += max(z, 0) - z * t[n][o] + log1p(exp(-abs(z)))
          dz2[n][o] = (y[n][o] - t[n][o]) / count
        }
      }
      loss /= count

      let top = second.gradients(dz2, h)
      var dz1 = top.dx
      for n in dz1.indices {
        for j in dz1[n].indices { dz1[n][j] *= (1 - h[n][j]) * (1 + h[n][j]) }
      }
      let bottom = first.gradients(dz1, x)
      gradients = [
        "W1": Tensor(bottom.dW), "b1": Tensor(bottom.db),
        "W2": Tensor(top.dW), "b2": Tensor(top.db),
      ]
      weights = weights - learningRate * gradients
      report(self, weights)
      step += 1
    } while step <= data.steps
  }
}
