import GradusKit

final class Node {
  let value: Double
  var slope = 0.0
  private let parents: [(node: Node, factor: Double)]
  init(_ value: Double, _ parents: [(node: Node, factor: Double)] = []) {
    self.value = value
    self.parents = parents
  }
  func pass() { for (node, factor) in parents { node.slope += factor * slope } }
}

final class Tape {
  private(set) var nodes: [Node] = []
  func leaf(_ v: Double) -> Node { record(Node(v)) }
  func record(_ node: Node) -> Node { nodes.append(node); return node }
  func affine(_ w: [Node], _ x: [Node], _ b: Node) -> Node {
    var sum = b.value
    var parents: [(node: Node, factor: Double)] = [(b, 1)]
    for (p, q) in zip(w, x) {
      sum += p.value * q.value
      parents.append((p, q.value))
      parents.append((q, p.value))
    }
    return record(Node(sum, parents))
  }
  func tanhNode(_ a: Node) -> Node {
    let v = tanh(a.value)
    return record(Node(v, [(a, 1 - v * v)]))
  }
  func crossEntropy(_ z: Node, _ t: Double) -> Node {
    let v = max(z.value, 0) - z.value * t + log1p(exp(-abs(z.value)))
    return record(Node(v, [(z, sigmoid(z.value) - t)]))
  }
  func run(from last: Node) {
    last.slope = 1
    for node in nodes.reversed() { node.pass() }
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
    let hidden = weights["b1"].count
    let inputs = x.shape[1]
    var rng = SeededGenerator(seed: 29)
    var order: [Int] = []
    for _ in 1...data.steps {
      if order.count < data.batchSize { order = (0..<x.shape[0]).shuffled(using: &rng) }
      batches = Array(order.prefix(data.batchSize))
      order.removeFirst(data.batchSize)

      var sum = Parameters.zeros(like: weights)
      y = Tensor(repeating: 0, shape: [data.batchSize, 1])
      loss = 0
      for (k, n) in batches.enumerated() {
        let tape = Tape()
        let W1 = (0..<hidden).map { j in (0..<inputs).map { i in tape.leaf(weights["W1"][j, i]) } }
        let b1 = (0..<hidden).map { tape.leaf(weights["b1"][$0]) }
        let W2 = (0..<hidden).map { tape.leaf(weights["W2"][0, $0]) }
        let b2 = tape.leaf(weights["b2"][0])
        let xs = (0..<inputs).map { tape.leaf(x[n, $0]) }
        let hs = (0..<hidden).map { j in tape.tanhNode(tape.affine(W1[j], xs, b1[j])) }
        let z = tape.affine(W2, hs, b2)
        let cost = tape.crossEntropy(z, target[n])
        tape.run(from: cost)
        y[k] = sigmoid(z.value)
        loss += cost.value
        for j in 0..<hidden {
          for i in 0..<inputs { sum["W1"][j, i] += W1[j][i].slope }
          sum["b1"][j] += b1[j].slope
          sum["W2"][0, j] += W2[j].slope
        }
        sum["b2"][0] += b2.slope
      }
      loss /= Double(data.batchSize)
      gradients = sum / Double(data.batchSize)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
