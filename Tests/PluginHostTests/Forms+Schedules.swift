extension Forms {
  /// Formulas of learning rates and of momentum that change from step to step.
  static let schedules = Forms(
    properties: """
      @Setting var learningRate = 0.1
      @Setting var decay = 0.1
      @Setting var period = 10
      var minimum = 0.0, maximum = 1.0, power = 0.5, model = 512
      var total = 100, warmup = 10
      var milestones: [Int] = []
      var cycle = 0.0
      """,
    signature: "(at t: Int) -> Double",
    lines: """
      return learningRate / (1 + decay * Double(t))
      return learningRate / (1.0 + decay * Double(t))
      return 1 / (1 + decay * Double(t)) * learningRate
      return learningRate * exp(-decay * Double(t))
      return learningRate * exp(-1 * decay * Double(t))
      return learningRate * pow(decay, Double(t))
      return learningRate * pow(decay, t)
      return pow(decay, Double(t)) * learningRate
      return learningRate * pow(decay, Double(t / period))
      return learningRate * pow(0.5, floor(Double(t) / 10))
      return learningRate * pow(0.5, floor(Double(t) / Double(period)))
      return learningRate * pow(0.5, (Double(t) / 10).rounded(.down))
      return learningRate * pow(decay * Double(t) + 1, -power)
      return learningRate * pow(1 + decay * Double(t), -power)
      return learningRate * (1 + cos(.pi * Double(t) / Double(total))) / 2
      return learningRate * 0.5 * (1 + cos(Double.pi * Double(t) / Double(total)))
      return minimum + 0.5 * (maximum - minimum) * (1 + cos(Double.pi * Double(t) / Double(total)))
      return minimum + (maximum - minimum) * (1 + cos(.pi * Double(t) / Double(total))) / 2
      return minimum + (maximum - minimum) * 0.5 * (1.0 + cos(Double(t % period) / Double(period) * .pi))
      return decay / sqrt(Double(t)) * learningRate
      return learningRate / sqrt(Double(t))
      return learningRate / Double(t).squareRoot()
      return learningRate * min(1, Double(t) / Double(warmup))
      return t < warmup ? learningRate * Double(t) / Double(warmup) : learningRate * exp(-decay * Double(t - warmup))
      return pow(Double(model), -0.5) * min(pow(Double(t), -0.5), Double(t) * pow(Double(warmup), -1.5))
      return min(pow(Double(t), -0.5), Double(t) * pow(Double(warmup), -1.5)) / sqrt(Double(model))
      return min(1 - pow(2, -1 - log2(floor(Double(t) / 250) + 1)), maximum)
      return min(1 - pow(2, -1 - log2(Double(t / 250) + 1)), maximum)
      return min(1 - exp2(-1 - log2(floor(Double(t) / 250) + 1)), maximum)
      return (learningRate - minimum) * pow(1 - Double(t) / Double(total), power) + minimum
      return (learningRate - minimum) * pow(1 - Double(min(t, total)) / Double(total), power) + minimum
      return learningRate + (maximum - learningRate) * max(0, 1 - abs(Double(t) / Double(period) - 2 * floor(1 + Double(t) / (2 * Double(period))) + 1))
      let cycle = floor(1 + Double(t) / (2 * Double(period)))
      let distance = abs(Double(t) / Double(period) - 2 * cycle + 1)
      return learningRate * pow(decay, Double(milestones.filter { $0 <= t }.count))
      return learningRate * milestones.reduce(1.0) { $1 <= t ? $0 * decay : $0 }
      return t <= 10 ? 0.1 : t <= 20 ? 0.01 : 0.001
      return learningRate * sqrt(1 - pow(decay, 2 * Double(t)))
      return learningRate * (1 - Double(t - 1) / Double(total))
      return learningRate * 2 / (Double(t) + 1)
      return learningRate * log(Double(t) + 1) / log(2)
      return learningRate * atan2(1, Double(t)) * 2 / .pi
      return max(minimum, learningRate * pow(decay, Double(t)))
      """)
}
