import GradusKit

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

  mutating func fit(_ data: TrainingData, _ net: inout Parameters, report: (Self, Parameters) -> Void) {
    let xs = data["x"], target = data["target"]
    let at = Layout(inputs: xs.shape[1], hidden: net["b1"].count)
    var params = at.pack(net)
    var rng = SeededGenerator(seed: 8)
    var pool: [Int] = []

    for _ in 1...data.steps {
      if pool.count < data.batchSize {
        pool = Array(0..<xs.shape[0])
        pool.shuffle(using: &rng)
      }
      batches = []
      while batches.count < data.batchSize { batches.append(pool.removeLast()) }

      var dw = [Double](repeating: 0, count: at.count)
      var out: [Double] = []
      var price = 0.0
      let N = Double(batches.count)
      for n in batches {
        var act = [Double](repeating: 0, count: at.hidden)
        var z = params[at.b2]
        for j in 0..<at.hidden {
          var a = params[at.b1(j)]
          for i in 0..<at.inputs { a += params[at.w1(j, i)] * xs[n, (i + 1) % at.inputs] }
          act[j] = tanh(a)
          z += params[at.w2(j)] * act[j]
        }
        let labels = target[n]
        let prob = 1 / (1 + exp(-z))
        out.append(prob)
        price += max(z, 0) - z * labels + log(1 + exp(-abs(z)))
        let err = (prob - labels) / N
        dw[at.b2] += err
        for j in 0..<at.hidden {
          dw[at.w2(j)] += err * act[j]
          let deltaHid = err * params[at.w2(j)] * (1 - act[j] * act[j])
          dw[at.b1(j)] += deltaHid
          for i in 0..<at.inputs { dw[at.w1(j, i)] += deltaHid * xs[n, i] }
        }
      }
      y = Tensor(shape: [out.count, 1], values: out)
      loss = price / N
      gradients = at.unpack(dw)
      for k in params.indices { params[k] -= learningRate * dw[k] }
      net = at.unpack(params)
      report(self, net)
    }
  }
}
