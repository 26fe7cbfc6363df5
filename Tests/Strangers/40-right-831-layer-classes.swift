import GradusKit

protocol Piece: AnyObject {
  func forth(_ x: Tensor) -> Tensor
  func back(_ dy: Tensor) -> Tensor
}

final class Linear: Piece {
  var W: Tensor, b: Tensor
  private(set) var dW = Tensor(0), db = Tensor(0)
  private var input = Tensor(0)
  init(_ W: Tensor, _ b: Tensor) { self.W = W; self.b = b }
  func forth(_ x: Tensor) -> Tensor { input = x; return x.matmul(W.transposed()) + b }
  func back(_ dy: Tensor) -> Tensor {
    dW = dy.transposed().matmul(input)
    db = dy.sum(axis: 0)
    return dy.matmul(W)
  }
  func move(_ eta: Double) { W -= eta * dW; b -= eta * db }
}

final class Squash: Piece {
  private var output = Tensor(0)
  func forth(_ x: Tensor) -> Tensor { output = tanh(x); return output }
  func back(_ dy: Tensor) -> Tensor { dy * (1 - output) * (1 + output) }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let one = Linear(weights["W1"], weights["b1"])
    let two = Linear(weights["W2"], weights["b2"])
    let chain: [Piece] = [one, Squash(), two]
    var rng = SeededGenerator(seed: 17)
    var deck: [Int] = []
    for _ in 1...data.steps {
      if deck.count < data.batchSize { deck = (0..<data["x"].shape[0]).shuffled(using: &rng) }
      batches = Array(deck.prefix(data.batchSize))
      deck.removeFirst(data.batchSize)
      let t = data["target"][rows: batches]
      let z = chain.reduce(data["x"][rows: batches]) { $1.forth($0) }
      y = sigmoid(z)
      loss = (max(z, 0) - z * t + log1p(exp(-abs(z)))).mean()
      _ = chain.reversed().reduce((y - t) / t.count) { $1.back($0) }
      gradients = ["W1": one.dW, "b1": one.db, "W2": two.dW, "b2": two.db]
      one.move(learningRate)
      two.move(learningRate)
      weights = ["W1": one.W, "b1": one.b, "W2": two.W, "b2": two.b]
      report(self, weights)
    }
  }
}
