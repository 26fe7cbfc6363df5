import GradusKit

/// Where each weight lies in one long list.
struct Layout {
  let inputs: Int, hidden: Int
  func w1(_ j: Int, _ i: Int) -> Int { j * inputs + i }
  func b1(_ j: Int) -> Int { hidden * inputs + j }
  func w2(_ j: Int) -> Int { hidden * inputs + hidden + j }
  var b2: Int { hidden * inputs + 2 * hidden }
  var count: Int { b2 + 1 }

  func pack(_ p: Parameters) -> [Double] {
    Array(p["W1"]) + Array(p["b1"]) + Array(p["W2"]) + Array(p["b2"])
  }
  func unpack(_ v: [Double]) -> Parameters {
    [
      "W1": Tensor(shape: [hidden, inputs], values: Array(v[..<b1(0)])),
      "b1": Tensor(shape: [hidden], values: Array(v[b1(0)..<w2(0)])),
      "W2": Tensor(shape: [1, hidden], values: Array(v[w2(0)..<b2])),
      "b2": Tensor(shape: [1], values: [v[b2]]),
    ]
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], target = data["target"]
    let at = Layout(inputs: x.shape[1], hidden: weights["b1"].count)
    var theta = at.pack(weights)
    var generator = SeededGenerator(seed: 8)
    var pool: [Int] = []

    for _ in 1...data.steps {
      if pool.count < data.batchSize {
        pool = Array(0..<x.shape[0])
        pool.shuffle(using: &generator)
      }
      batches = []
      while batches.count < data.batchSize { batches.append(pool.removeLast()) }

      var g = [Double](repeating: 0, count: at.count)
      var out: [Double] = []
      var cost = 0.0
      let N = Double(batches.count)
      for n in batches {
        var h = [Double](repeating: 0, count: at.hidden)
        var z = theta[at.b2]
        for j in 0..<at.hidden {
          var a = theta[at.b1(j)]
          for i in 0..<at.inputs { a += theta[at.w1(j, i)] * x[n, i] }
          h[j] = tanh(a)
          z += theta[at.w2(j)] * h[j]
        }
        let t = target[n]
        let p = 1 / (1 + exp(-z))
        out.append(p)
        cost += max(z, 0) - z * t + log1p(exp(-abs(z)))
        let d = (p - t) / N
        g[at.b2] += d
        for j in 0..<at.hidden {
          g[at.w2(j)] += d * h[j]
          let e = d * theta[at.w2(j)] * (1 - h[j] * h[j])
          g[at.b1(j)] += e
          for i in 0..<at.inputs { g[at.w1(j, i)] += e * x[n, i] }
        }
      }
      y = Tensor(shape: [out.count, 1], values: out)
      loss = cost / N
      gradients = at.unpack(g)
      for k in theta.indices { theta[k] -= learningRate * g[k] }
      weights = at.unpack(theta)
      report(self, weights)
    }
  }
}
