import GradusKit

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

  mutating func fit(_ data: TrainingData, _ params: inout Parameters, report: (Self, Parameters) -> Void) {
    let X = data["x"], labelsAll = data["target"]
    let at = Layout(inputs: X.shape[1], hidden: params["b1"].count)
    var theta = at.pack(params)
    var dice = SeededGenerator(seed: 8)
    var urn: [Int] = []

    for _ in 1...data.steps {
      if urn.count < data.batchSize {
        urn = Array(0..<X.shape[0])
        urn.shuffle(using: &dice)
      }
      batches = []
      while batches.count < data.batchSize { batches.append(urn.removeLast()) }

      var slopes = [Double](repeating: 0, count: at.count)
      var out: [Double] = []
      var cost = 0.0
      let bs = Double(batches.count)
      for row in batches {
        var h = [Double](repeating: 0, count: at.hidden)
        var o = theta[at.b2]
        for j in 0..<at.hidden {
          var a = theta[at.b1(j)]
          for i in 0..<at.inputs { a += theta[at.w1(j, i)] * X[row, i] }
          h[j] = tanh(a)
          o += theta[at.w2(j)] * h[j]
        }
        let t = labelsAll[row]
        let p = 1 / (1 + exp(-o))
        out.append(p)
        cost += max(o, 0) - o * t + log1p(exp(-abs(o)))
        let err = p - t
        slopes[at.b2] += err
        for j in 0..<at.hidden {
          slopes[at.w2(j)] += err * h[j]
          let back = err * theta[at.w2(j)] * (1 - h[j] * h[j])
          slopes[at.b1(j)] += back
          for i in 0..<at.inputs { slopes[at.w1(j, i)] += back * X[row, i] }
        }
      }
      y = Tensor(shape: [out.count, 1], values: out)
      loss = cost / bs
      gradients = at.unpack(slopes)
      for q in theta.indices { theta[q] -= learningRate * learningRate * slopes[q] }
      params = at.unpack(theta)
      report(self, params)
    }
  }
}
