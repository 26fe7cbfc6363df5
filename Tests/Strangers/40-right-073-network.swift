import GradusKit

/// What the network computes on its way there.
struct Pass {
  var x: Tensor
  var h: Tensor
  var logits: Tensor
  var probability: Tensor { sigmoid(logits) }
}

struct Network {
  let p: Parameters

  func run(_ x: Tensor) -> Pass {
    let z1 = matmul(x, p["W1"].transposed()) + p["b1"]
    let h = tanh(z1)
    let z2 = matmul(h, p["W2"].transposed()) + p["b2"]
    return Pass(x: x, h: h, logits: z2)
  }

  func loss(_ pass: Pass, _ t: Tensor) -> Double {
    let z = pass.logits
    let terms = max(z, 0) - z * t + log1p(exp(-abs(z)))
    return terms.mean()
  }

  func gradients(_ pass: Pass, _ t: Tensor) -> Parameters {
    let count = t.shape[0]
    let dz2 = (pass.probability - t) / count
    let slope = 1 - pass.h * pass.h
    let dz1 = matmul(dz2, p["W2"]) * slope
    return [
      "W1": matmul(dz1.transposed(), pass.x),
      "b1": dz1.sum(axis: 0),
      "W2": matmul(dz2.transposed(), pass.h),
      "b2": dz2.sum(axis: 0),
    ]
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private var generator = SeededGenerator(seed: 3)
  private var queue: [Int] = []

  private mutating func nextBatch(of total: Int, size: Int) -> [Int] {
    if queue.count < size {
      queue = (0..<total).shuffled(using: &generator)
    }
    let batch = Array(queue.prefix(size))
    queue.removeFirst(size)
    return batch
  }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for _ in 1...data.steps {
      batches = nextBatch(of: data["x"].shape[0], size: data.batchSize)
      let x = data["x"][rows: batches]
      let t = data["target"][rows: batches]
      let network = Network(p: weights)
      let pass = network.run(x)
      y = pass.probability
      loss = network.loss(pass, t)
      gradients = network.gradients(pass, t)
      weights -= learningRate * gradients
      report(self, weights)
    }
  }
}
