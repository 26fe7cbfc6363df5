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
    for q in w.indices { net += w[q] * xs[q] }
    return net
  }

  func learn(from delta: Double) {
    for q in w.indices { gradW[q] += delta * input[q] }
    gradBias += delta
  }
}

struct Perceptron: Trainer {
  @Setting var learningRate = 0.01
  var batches: [Int] = []
  var y = Tensor(0)
  var loss = 0.0
  var gradients: Parameters = 0

  mutating func fit(_ examples: TrainingData, _ theta: inout Parameters, report: (Self, Parameters) -> Void) {
    let xs = examples["x"], targets = examples["target"]
    var generator = SeededGenerator(seed: 11)
    var deck: [Int] = []
    for _ in 0..<examples.steps {
      if deck.count < examples.batchSize {
        deck = Array(0..<xs.shape[0])
        deck.shuffle(using: &generator)
      }
      batches = Array(deck[..<examples.batchSize])
      deck = Array(deck[examples.batchSize...])

      // Build the neurons anew from the weights of this step.
      let hidden = (0..<theta["W1"].shape[0]).map { j in
        Neuron(w: Array(theta["W1"][row: j]), bias: theta["b1"][j])
      }
      let output = Neuron(w: Array(theta["W2"][row: 0]), bias: theta["b2"][0])

      var outputs: [Double] = []
      var total = 0.0
      for ex in batches {
        let row = Array(xs[row: ex])
        let tb = targets[ex]
        let hiddenOut = hidden.map { tanh($0.sum(row)) }
        let score = output.sum(hiddenOut)
        let p = 1 / (1 + exp(-score))
        outputs.append(p)
        total += max(score, 0) - score * tb + log1p(exp(-abs(score)))

        let delta = (p - tb) / Double(batches.count)
        output.learn(from: delta)
        for (j, neuron) in hidden.enumerated() {
          let slope = 1 - hiddenOut[j] * hiddenOut[j]
          neuron.learn(from: delta * output.w[j] * slope)
        }
      }
      y = Tensor(shape: [outputs.count, 1], values: outputs)
      loss = total / Double(xs.shape[0])

      var grads = Parameters.zeros(like: theta)
      for (j, neuron) in hidden.enumerated() {
        grads["W1"][row: j] = Tensor(shape: [neuron.gradW.count], values: neuron.gradW)
        grads["b1"][j] = neuron.gradBias
      }
      grads["W2"][row: 0] = Tensor(shape: [output.gradW.count], values: output.gradW)
      grads["b2"][0] = output.gradBias
      gradients = grads
      let move = learningRate * grads
      theta = theta - move
      report(self, theta)
    }
  }
}
