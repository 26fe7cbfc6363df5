import GradusKit

/// A number that knows what it was made from, so that slopes can be sent back.
final class Value {
  let data: Double
  var slope = 0.0
  private let parents: [(Value, Double)]

  init(_ data: Double, from parents: [(Value, Double)] = []) {
    self.data = data
    self.parents = parents
  }

  static func + (a: Value, b: Value) -> Value { Value(a.data + b.data, from: [(a, 1), (b, 1)]) }
  static func * (a: Value, b: Value) -> Value { Value(a.data * b.data, from: [(a, b.data), (b, a.data)]) }
  func scaled(_ c: Double) -> Value { Value(c * data, from: [(self, c)]) }
  func squashed() -> Value {
    let h = tanh(data)
    return Value(h, from: [(self, 1 - h * h)])
  }
  /// ln(1 + e^z), written so that nothing overflows.
  func softplus() -> Value {
    let v = max(data, 0) + log1p(exp(-abs(data)))
    return Value(v, from: [(self, 1 / (1 + exp(-data)))])
  }

  func sendBack() {
    var sorted: [Value] = []
    var visited = Set<ObjectIdentifier>()
    func visit(_ v: Value) {
      if visited.insert(ObjectIdentifier(v)).inserted {
        for (p, _) in v.parents { visit(p) }
        sorted.append(v)
      }
    }
    visit(self)
    slope = 1
    for v in sorted.reversed() {
      for (p, local) in v.parents { p.slope += local * v.slope }
    }
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var generator = SeededGenerator(seed: 1)
    let x = data["x"], target = data["target"]
    var waiting: [Int] = []
    for _ in 0..<data.steps {
      if waiting.count < data.batchSize { waiting = (0..<x.shape[0]).shuffled(using: &generator) }
      batches = Array(waiting.prefix(data.batchSize))
      waiting = Array(waiting.dropFirst(data.batchSize))

      let W1 = weights["W1"].map { $0 as Double }.enumerated().map { Value($0.element) }
      let b1 = Array(weights["b1"]).map { Value($0) }
      let W2 = Array(weights["W2"]).map { Value($0) }
      let b2 = Value(weights["b2"][0])
      let inputs = x.shape[1]

      var total = Value(0)
      var outs: [Double] = []
      for n in batches {
        var z2 = b2
        for j in 0..<b1.count {
          var z1 = b1[j]
          for i in 0..<inputs { z1 = z1 + W1[j * inputs + i].scaled(x[n, i]) }
          z2 = z2 + W2[j] * z1.squashed()
        }
        outs.append(1 / (1 + exp(-z2.data)))
        total = total + z2.softplus() + z2.scaled(-target[n])
      }
      let mean = total.scaled(1 / Double(batches.count))
      mean.sendBack()

      y = Tensor(shape: [outs.count, 1], values: outs)
      loss = mean.data
      gradients = [
        "W1": Tensor(shape: weights["W1"].shape, values: W1.map { $0.slope }),
        "b1": Tensor(shape: weights["b1"].shape, values: b1.map { $0.slope }),
        "W2": Tensor(shape: weights["W2"].shape, values: W2.map { $0.slope }),
        "b2": Tensor(shape: [1], values: [b2.slope]),
      ]
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
