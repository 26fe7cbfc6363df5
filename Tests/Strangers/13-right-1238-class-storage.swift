import GradusKit

/// What is kept of one parameter.
private struct Track {
  var step: [Double]

  mutating func roll(_ g: [Double], keep: Double, rate: Double) {
    for i in step.indices {
      step[i] *= keep
      step[i] += rate * g[i]
    }
  }
}

struct Momentum: Optimizer {
  @Setting var learningRate = 0.01
  @Setting var momentum = 0.9

  private var tracks: [String: Track] = [:]

  var velocity: [String: [Double]] { tracks.mapValues { $0.step } }

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    for (name, g) in gradients {
      tracks[name, default: Track(step: [Double](repeating: 0, count: g.count))]
        .roll(g.values, keep: momentum, rate: learningRate)
      let moved = Tensor(shape: g.shape, values: tracks[name]!.step)
      weights[name] = weights[name] - moved
    }
  }
}
