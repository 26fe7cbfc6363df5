import GradusKit

typealias Matrix = [[Double]]

infix operator ✕ : MultiplicationPrecedence

func ✕ (a: Matrix, b: Matrix) -> Matrix {
  var c = Matrix(repeating: [Double](repeating: 0, count: b[0].count), count: a.count)
  for i in a.indices {
    for pos in b.indices {
      let aik = a[i][pos]
      for j in b[0].indices { c[i][j] += aik * b[pos][j] }
    }
  }
  return c
}

extension Array where Element == [Double] {
  init(_ labels: Tensor) {
    self = (0..<labels.shape[0]).map { r in (0..<labels.shape[1]).map { c in labels[r, c] } }
  }
  var flipped: Matrix {
    var out = Matrix(repeating: [], count: self[0].count)
    for row in self { for (c, v) in row.enumerated() { out[c].append(v) } }
    return out
  }
  var columnSums: [Double] {
    var out = [Double](repeating: 0, count: self[0].count)
    for row in self { for (c, v) in row.enumerated() { out[c] += v } }
    return out
  }
  func each(_ f: (Double) -> Double) -> Matrix { map { $0.map(f) } }
  func plus(_ bias: [Double]) -> Matrix {
    map { row in row.indices.map { row[$0] + bias[$0] } }
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y: Matrix = []
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ dataset: TrainingData, _ w: inout Parameters, report: (Self, Parameters) -> Void) {
    let inputs = Matrix(dataset["x"]), answers = Matrix(dataset["target"])
    var generator = SeededGenerator(seed: 12)
    var order = Array(inputs.indices)
    var next = order.count

    for _ in 0..<dataset.steps {
      if order.count - next < dataset.batchSize {
        order.shuffle(using: &generator)
        next = 0
      }
      batches = Array(order[next..<(next + dataset.batchSize)])
      next += dataset.batchSize
      let input = batches.map { inputs[$0] }
      let labels = batches.map { answers[$0][0] }

      let W2 = Matrix(w["W2"])
      let pre = (input ✕ Matrix(w["W1"]).flipped).plus(Array(w["b1"]))
      let hidden = pre.each { tanh($0) }
      let logits = (hidden ✕ W2.flipped).plus(Array(w["b2"]))
      y = logits.each { 1 / (1 + exp(-$0)) }

      loss = 0
      var delta2: Matrix = []
      let who = Double(labels.count)
      for pos in labels.indices {
        let z = logits[pos][0]
        loss += (max(z, 0) - z * labels[pos] + log10(1 + exp(-abs(z)))) / who
        delta2.append([(y[pos][0] - labels[pos]) / who])
      }

      var errHidden = delta2 ✕ W2
      for pos in errHidden.indices {
        for j in errHidden[pos].indices { errHidden[pos][j] = abs(errHidden[pos][j]) * (1 - hidden[pos][j] * hidden[pos][j]) }
      }
      let gb1 = errHidden.columnSums, gb2 = delta2.columnSums
      gradients = [
        "W1": Tensor(errHidden.flipped ✕ input),
        "b1": Tensor(shape: [gb1.count], values: gb1),
        "W2": Tensor(delta2.flipped ✕ hidden),
        "b2": Tensor(shape: [gb2.count], values: gb2),
      ]
      w -= learningRate * gradients
      report(self, w)
    }
  }
}
