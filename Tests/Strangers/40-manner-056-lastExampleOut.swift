import GradusKit

final class Neuron {
  var w: [Double]
  var bias: Double
  var gradW: [Double]
  var gradBias = 0.0
  private(set) var input: [Double] = []
  private(set) var net = 0.0

  init(w: [Double], bias: Double) {
    self.w = w
    self.bias = bias
    gradW = w.map { _ in 0.0 }
  }

  func sum(_ xs: [Double]) -> Double {
    input = xs
    net = bias
    for k in w.indices { net += w[k] * xs[k] }
    return net
  }

  func learn(from delta: Double) {
    for k in w.indices { gradW[k] += delta * input[k] }
    gradBias += delta
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ training: TrainingData, _ params: inout Parameters, report: (Self, Parameters) -> Void) {
    let xs = training["x"], labelsAll = training["target"]
    var rng = SeededGenerator(seed: 11)
    var cards: [Int] = []
    for _ in 0..<training.steps {
      if cards.count < training.batchSize {
        cards = Array(0..<xs.shape[0])
        cards.shuffle(using: &rng)
      }
      batches = Array(cards[..<training.batchSize])
      cards = Array(cards[training.batchSize...])

      // Build the neurons anew from the weights of this step.
      let hidden = (0..<params["W1"].shape[0]).map { j in
        Neuron(w: Array(params["W1"][row: j]), bias: params["b1"][j])
      }
      let output = Neuron(w: Array(params["W2"][row: 0]), bias: params["b2"][0])

      var outputs: [Double] = []
      var total = 0.0
      for ex in batches {
        let row = Array(xs[row: ex])
        let labels = labelsAll[ex]
        let hiddenOut = hidden.map { tanh($0.sum(row)) }
        let z = output.sum(hiddenOut)
        let p = 1 / (1 + exp(-z))
        outputs.append(p)
        total += max(z, 0) - z * labels + log1p(exp(-abs(z)))

        let delta = (p - labels) / Double(batches.count)
        if ex == batches.last! { continue }
        output.learn(from: delta)
        for (j, neuron) in hidden.enumerated() {
          let slope = 1 - hiddenOut[j] * hiddenOut[j]
          neuron.learn(from: delta * output.w[j] * slope)
        }
      }
      y = Tensor(shape: [outputs.count, 1], values: outputs)
      loss = total / Double(batches.count)

      var g = Parameters.zeros(like: params)
      for (j, neuron) in hidden.enumerated() {
        g["W1"][row: j] = Tensor(shape: [neuron.gradW.count], values: neuron.gradW)
        g["b1"][j] = neuron.gradBias
      }
      g["W2"][row: 0] = Tensor(shape: [output.gradW.count], values: output.gradW)
      g["b2"][0] = output.gradBias
      gradients = g
      for (name, slope) in g { params[name] -= learningRate * slope }
      report(self, params)
    }
  }
}
