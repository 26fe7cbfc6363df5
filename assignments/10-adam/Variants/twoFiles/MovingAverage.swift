import GradusKit

/// An exponential moving average of one tensor for each name, all starting from zero.
struct MovingAverage {
  var count = 0
  private var averages: [String: Tensor] = [:]

  mutating func add(_ tensor: Tensor, to name: String, rate: Double) -> Tensor {
    var average = averages[name] ?? tensor.map { _ in 0 }
    for i in 0..<average.count {
      average[i] = rate * average[i] + (1 - rate) * tensor[i]
    }
    averages[name] = average
    return average
  }

  func corrected(_ name: String, rate: Double) -> Tensor? {
    let weight = 1 - pow(rate, count)
    return averages[name]?.map { $0 / weight }
  }
}
