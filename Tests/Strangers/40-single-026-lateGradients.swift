import GradusKit

/// Where each weight lies in one long list.
struct Layout {
  let inputs: Int, hidden: Int
  func w1(_ j: Int, _ i: Int) -> Int { j * inputs + i }
  func b1(_ j: Int) -> Int { hidden * inputs + j }
  func w2(_ j: Int) -> Int { hidden * inputs + hidden + j }
  var b2: Int { hidden * inputs + 2 * hidden }
  var count: Int { b2 + 1 }

  func pack(_ prob: Parameters) -> [Double] {
    Array(prob["W1"]) + Array(prob["b1"]) + Array(prob["W2"]) + Array(prob["b2"])
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

  mutating func fit(_ set: TrainingData, _ w: inout Parameters, report: (Self, Parameters) -> Void) {
    let xAll = set["x"], answers = set["target"]
    let at = Layout(inputs: xAll.shape[1], hidden: w["b1"].count)
    var theta = at.pack(w)
    var random = SeededGenerator(seed: 8)
    var heap: [Int] = []
    var waiting = [Double](repeating: 0, count: at.count)

    for _ in 1...set.steps {
      if heap.count < set.batchSize {
        heap = Array(0..<xAll.shape[0])
        heap.shuffle(using: &random)
      }
      batches = []
      while batches.count < set.batchSize { batches.append(heap.removeLast()) }

      var g = [Double](repeating: 0, count: at.count)
      var out: [Double] = []
      var objective = 0.0
      let N = Double(batches.count)
      for who in batches {
        var h = [Double](repeating: 0, count: at.hidden)
        var o = theta[at.b2]
        for j in 0..<at.hidden {
          var a = theta[at.b1(j)]
          for i in 0..<at.inputs { a += theta[at.w1(j, i)] * xAll[who, i] }
          h[j] = tanh(a)
          o += theta[at.w2(j)] * h[j]
        }
        let truth = answers[who]
        let prob = 1 / (1 + exp(-o))
        out.append(prob)
        objective += max(o, 0) - o * truth + log1p(exp(-abs(o)))
        let err = (prob - truth) / N
        g[at.b2] += err
        for j in 0..<at.hidden {
          g[at.w2(j)] += err * h[j]
          let back = err * theta[at.w2(j)] * (1 - h[j] * h[j])
          g[at.b1(j)] += back
          for i in 0..<at.inputs { g[at.w1(j, i)] += back * xAll[who, i] }
        }
      }
      y = Tensor(shape: [out.count, 1], values: out)
      loss = objective / N
      gradients = at.unpack(g)
      for pos in theta.indices { theta[pos] -= learningRate * waiting[pos] }
      waiting = g
      w = at.unpack(theta)
      report(self, w)
    }
  }
}
