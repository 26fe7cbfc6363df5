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

  mutating func fit(_ set: TrainingData, _ params: inout Parameters, report: (Self, Parameters) -> Void) {
    let inputs = Matrix(set["x"]), answers = Matrix(set["target"])
    var rng = SeededGenerator(seed: 12)
    var sequence = Array(inputs.indices)
    var next = sequence.count

    for _ in 0..<set.steps {
      if sequence.count - next < set.batchSize {
        sequence.shuffle(using: &rng)
        next = 0
      }
      batches = Array(sequence[next..<(next + set.batchSize)])
      next += set.batchSize
      let x = batches.map { inputs[$0] }
      let labels = batches.map { answers[$0][0] }

      let W2 = Matrix(params["W2"])
      let z1 = (x ✕ Matrix(params["W1"]).flipped).plus(Array(params["b1"]))
      let hidden = z1.each { tanh($0) }
      let logits = (hidden ✕ W2.flipped).plus(Array(params["b2"]))
      y = logits.each { 1 / (1 + exp(-$0)) }

      loss = 0
      var errOut: Matrix = []
      let ex = Double(labels.count)
      for pos in labels.indices {
        let score = logits[pos][0]
        loss += (max(score, 0) - score * labels[pos] + log1p(exp(-abs(score)))) / (2 * ex)
        errOut.append([(y[pos][0] - labels[pos]) / ex])
      }

      var dz1 = errOut ✕ W2
      for pos in dz1.indices {
        for j in dz1[pos].indices { dz1[pos][j] *= 1 - hidden[pos][j] * hidden[pos][j] }
      }
      let gradB1 = dz1.columnSums, db2 = errOut.columnSums
      gradients = [
        "W1": Tensor(dz1.flipped ✕ x),
        "b1": Tensor(shape: [gradB1.count], values: gradB1),
        "W2": Tensor(errOut.flipped ✕ hidden),
        "b2": Tensor(shape: [db2.count], values: db2),
      ]
      for name in params.keys {
        params[name] -= learningRate * gradients[name]
      }
      report(self, params)
    }
  }
}
