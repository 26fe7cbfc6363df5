import GradusKit

struct MeanSquaredError: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double {
    let n = Double(y.count)
    let yy = (y * y).sum()
    let yt = (y * target).sum()
    let tt = (target * target).sum()
    return (yy - 2 * yt + tt) / n
  }

  func gradient(_ y: Tensor, target: Tensor) -> Tensor {
    let n = Double(y.count)
    let share = 1 / n
    return share * (y - target) + share * (y - target)
  }
}
