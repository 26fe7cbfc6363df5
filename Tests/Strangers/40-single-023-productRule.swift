import GradusKit

final class Value {
  let examples: Double
  var slope = 0.0
  private let parents: [(Value, Double)]

  init(_ examples: Double, from parents: [(Value, Double)] = []) {
    self.examples = examples
    self.parents = parents
  }

  static func + (a: Value, b: Value) -> Value { Value(a.examples + b.examples, from: [(a, 1), (b, 1)]) }
  static func * (a: Value, b: Value) -> Value { Value(a.examples * b.examples, from: [(a, b.examples), (b, b.examples)]) }
  func scaled(_ c: Double) -> Value { Value(c * examples, from: [(self, c)]) }
  func squashed() -> Value {
    let hiddenOut = tanh(examples)
    return Value(hiddenOut, from: [(self, 1 - hiddenOut * hiddenOut)])
  }
  func softplus() -> Value {
    let v = max(examples, 0) + log1p(exp(-abs(examples)))
    return Value(v, from: [(self, 1 / (1 + exp(-examples)))])
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

  mutating func fit(_ examples: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    var gen = SeededGenerator(seed: 1)
    let features = examples["x"], labelsAll = examples["target"]
    var waiting: [Int] = []
    for _ in 0..<examples.steps {
      if waiting.count < examples.batchSize { waiting = (0..<features.shape[0]).shuffled(using: &gen) }
      batches = Array(waiting.prefix(examples.batchSize))
      waiting = Array(waiting.dropFirst(examples.batchSize))

      let W1 = weights["W1"].map { $0 as Double }.enumerated().map { Value($0.element) }
      let b1 = Array(weights["b1"]).map { Value($0) }
      let W2 = Array(weights["W2"]).map { Value($0) }
      let b2 = Value(weights["b2"][0])
      let inputs = features.shape[1]

      var total = Value(0)
      var outs: [Double] = []
      for example in batches {
        var logits = b2
        for j in 0..<b1.count {
          var z1 = b1[j]
          for i in 0..<inputs { z1 = z1 + W1[j * inputs + i].scaled(features[example, i]) }
          logits = logits + W2[j] * z1.squashed()
        }
        outs.append(1 / (1 + exp(-logits.examples)))
        total = total + logits.softplus() + logits.scaled(-labelsAll[example])
      }
      let mean = total.scaled(1 / Double(batches.count))
      mean.sendBack()

      y = Tensor(shape: [outs.count, 1], values: outs)
      loss = mean.examples
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
