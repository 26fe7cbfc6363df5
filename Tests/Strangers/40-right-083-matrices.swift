import GradusKit

typealias Matrix = [[Double]]

infix operator ✕ : MultiplicationPrecedence

func ✕ (a: Matrix, b: Matrix) -> Matrix {
  var c = Matrix(repeating: [Double](repeating: 0, count: b[0].count), count: a.count)
  for i in a.indices {
    for k in b.indices {
      let aik = a[i][k]
      for j in b[0].indices { c[i][j] += aik * b[k][j] }
    }
  }
  return c
}

extension Array where Element == [Double] {
  init(_ t: Tensor) {
    self = (0..<t.shape[0]).map { r in (0..<t.shape[1]).map { c in t[r, c] } }
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

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let inputs = Matrix(data["x"]), answers = Matrix(data["target"])
    var generator = SeededGenerator(seed: 12)
    var order = Array(inputs.indices)
    var next = order.count

    for _ in 0..<data.steps {
      if order.count - next < data.batchSize {
        order.shuffle(using: &generator)
        next = 0
      }
      batches = Array(order[next..<(next + data.batchSize)])
      next += data.batchSize
      let x = batches.map { inputs[$0] }
      let t = batches.map { answers[$0][0] }

      let W2 = Matrix(weights["W2"])
      let z1 = (x ✕ Matrix(weights["W1"]).flipped).plus(Array(weights["b1"]))
      let h = z1.each { tanh($0) }
      let z2 = (h ✕ W2.flipped).plus(Array(weights["b2"]))
      y = z2.each { 1 / (1 + exp(-$0)) }

      loss = 0
      var dz2: Matrix = []
      let n = Double(t.count)
      for k in t.indices {
        let z = z2[k][0]
        loss += (max(z, 0) - z * t[k] + log1p(exp(-abs(z)))) / n
        dz2.append([(y[k][0] - t[k]) / n])
      }

      var dz1 = dz2 ✕ W2
      for k in dz1.indices {
        for j in dz1[k].indices { dz1[k][j] *= 1 - h[k][j] * h[k][j] }
      }
      let db1 = dz1.columnSums, db2 = dz2.columnSums
      gradients = [
        "W1": Tensor(dz1.flipped ✕ x),
        "b1": Tensor(shape: [db1.count], values: db1),
        "W2": Tensor(dz2.flipped ✕ h),
        "b2": Tensor(shape: [db2.count], values: db2),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
