import GradusKit

// Row by row on plain arrays, from the last term to the first.
struct Dense: Layer {
  var W = Tensor(0), b = Tensor(0)
  var dW = Tensor(0), db = Tensor(0)
  var seen: [[Double]] = []

  private func rows(_ t: Tensor) -> [[Double]] {
    (0..<t.shape[0]).map { row in (0..<t.shape[1]).map { t[row * t.shape[1] + $0] } }
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reversed().reduce(0) { $0 + $1.0 * $1.1 }
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    seen = rows(x)
    let weights = rows(W)
    let values = seen.flatMap { row in weights.indices.map { dot(row, weights[$0]) + b[$0] } }
    return Tensor(shape: [seen.count, weights.count], values: values)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (errors, weights) = (rows(dy), rows(W))
    func column(_ rows: [[Double]], _ index: Int) -> [Double] { rows.map { $0[index] } }
    let outputs = weights.indices
    let inputs = 0..<W.shape[1]
    dW = Tensor(
      shape: W.shape,
      values: outputs.flatMap { o in inputs.map { dot(column(errors, o), column(seen, $0)) } })
    db = Tensor(shape: b.shape, values: outputs.map { column(errors, $0).reversed().reduce(0, +) })
    return Tensor(
      shape: [seen.count, W.shape[1]],
      values: errors.flatMap { row in inputs.map { dot(row, column(weights, $0)) } })
  }
}
