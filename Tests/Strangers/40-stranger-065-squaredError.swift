import GradusKit

/// What the network computes on its way there.
struct Pass {
  var xs: Tensor
  var H: Tensor
  var logits: Tensor
  var probability: Tensor { sigmoid(logits) }
}

struct Network {
  let out: Parameters

  func run(_ xs: Tensor) -> Pass {
    let pre = matmul(xs, out["W1"].transposed()) + out["b1"]
    let H = tanh(pre)
    let o = matmul(H, out["W2"].transposed()) + out["b2"]
    return Pass(xs: xs, H: H, logits: o)
  }

  func loss(_ pass: Pass, _ labels: Tensor) -> Double {
    let error = pass.probability - labels
    return (error * error).mean()
  }

  func gradients(_ pass: Pass, _ labels: Tensor) -> Parameters {
    let count = labels.shape[0]
    let y = pass.probability
    let outErr = 2 * (y - labels) * y * (1 - y) / count
    let slope = 1 - pass.H * pass.H
    let dz1 = matmul(outErr, out["W2"]) * slope
    return [
      "W1": matmul(dz1.transposed(), pass.xs),
      "b1": dz1.sum(axis: 0),
      "W2": matmul(outErr.transposed(), pass.H),
      "b2": outErr.sum(axis: 0),
    ]
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private var gen = SeededGenerator(seed: 3)
  private var queue: [Int] = []

  private mutating func nextBatch(of total: Int, size: Int) -> [Int] {
    if queue.count < size {
      queue = (0..<total).shuffled(using: &gen)
    }
    let batch = Array(queue.prefix(size))
    queue.removeFirst(size)
    return batch
  }

  mutating func fit(_ data: TrainingData, _ params: inout Parameters, report: (Self, Parameters) -> Void) {
    for _ in 1...data.steps {
      batches = nextBatch(of: data["x"].shape[0], size: data.batchSize)
      let xs = data["x"][rows: batches]
      let labels = data["target"][rows: batches]
      let mlp = Network(out: params)
      let pass = mlp.run(xs)
      y = pass.probability
      loss = mlp.loss(pass, labels)
      gradients = mlp.gradients(pass, labels)
      params -= learningRate * gradients
      report(self, params)
    }
  }
}
