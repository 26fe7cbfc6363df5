import GradusKit

struct Pass {
  var x: Tensor
  var h: Tensor
  var logits: Tensor
  var probability: Tensor { sigmoid(logits) }
}

struct Network {
  let out: Parameters

  func run(_ x: Tensor) -> Pass {
    let s1 = matmul(x, out["W1"].transposed()) + out["b1"]
    let h = tanh(s1)
    let o = matmul(h, out["W2"].transposed()) + out["b2"]
    return Pass(x: x, h: h, logits: o)
  }

  func loss(_ pass: Pass, _ wanted: Tensor) -> Double {
    let z = pass.logits
    let terms = max(z, 0) - z * wanted + log1p(exp(-abs(z)))
    return terms.mean()
  }

  func gradients(_ pass: Pass, _ wanted: Tensor) -> Parameters {
    let count = wanted.shape[0]
    let errOut = (pass.probability - wanted) / count
    let slope = 1 - pass.h * pass.h
    let errHidden = matmul(errOut, out["W2"]) * slope
    return [
      "W1": matmul(errHidden.transposed(), pass.x),
      "b1": errHidden.sum(axis: 0),
      "W2": matmul(errOut.transposed(), pass.h),
      "b2": errOut.sum(axis: 0),
    ]
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  private var random = SeededGenerator(seed: 3)
  private var queue: [Int] = []

  private mutating func nextBatch(of total: Int, size: Int) -> [Int] {
    if queue.count < size {
      queue += (0..<total).shuffled(using: &random)
    }
    let batch = Array(queue.prefix(size))
    queue.removeFirst(size)
    return batch
  }

  mutating func fit(_ examples: TrainingData, _ parameters: inout Parameters, report: (Self, Parameters) -> Void) {
    for _ in 1...examples.steps {
      batches = nextBatch(of: examples["x"].shape[0], size: examples.batchSize)
      let x = examples["x"][rows: batches]
      let wanted = examples["target"][rows: batches]
      let mlp = Network(out: parameters)
      let pass = mlp.run(x)
      y = pass.probability
      loss = mlp.loss(pass, wanted)
      gradients = mlp.gradients(pass, wanted)
      for name in parameters.keys {
        parameters[name] -= learningRate * gradients[name]
      }
      report(self, parameters)
    }
  }
}
