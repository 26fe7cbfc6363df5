import GradusKit

struct MeanSquaredError: Loss {
  private func squares(_ y: Tensor, _ t: Tensor, from a: Int, to b: Int) -> Double {
    if b <= a { return 0 }
    if b - a == 1 { return (y[a] - t[a]) * (y[a] - t[a]) }
    let middle = (a + b) / 2
    return squares(y, t, from: a, to: middle) + squares(y, t, from: middle, to: b)
  }

  private func fill(_ dy: inout Tensor, _ t: Tensor, from a: Int, to b: Int, scale: Double) {
    guard a < b else { return }
    dy[a] = scale * (dy[a] - t[a])
    fill(&dy, t, from: a + 1, to: b, scale: scale)
  }

  func value(_ y: Tensor, target: Tensor) -> Double {
    let all = squares(y, target, from: 0, to: y.count)
    return all / Double(y.count)
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    var dy = y
    fill(&dy, target, from: 0, to: y.count, scale: 2.0 / Double(y.count))
    return dy
  }
}
