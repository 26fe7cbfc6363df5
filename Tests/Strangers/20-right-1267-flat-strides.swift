import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW: [[Double]] = []
  var db: [Double] = []
  private var batch: [[Double]] = []

  private static func rows(_ t: Tensor) -> [[Double]] {
    let width = t.shape[1]
    return stride(from: 0, to: t.count, by: width).map { Array(t.values[$0..<($0 + width)]) }
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    batch = Self.rows(x)
    let weights = Self.rows(W)
    var out: [Double] = []
    out.reserveCapacity(batch.count * weights.count)
    for example in batch {
      for (o, w) in weights.enumerated() {
        out.append(zip(w, example).reduce(b[o]) { $0 + $1.0 * $1.1 })
      }
    }
    return Tensor(shape: [batch.count, weights.count], values: out)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let slopes = Self.rows(dy)
    let weights = Self.rows(W)
    let inputs = W.shape[1]
    dW = weights.map { $0.map { _ in 0 } }
    db = weights.map { _ in 0 }
    var dx = [[Double]](repeating: [Double](repeating: 0, count: inputs), count: slopes.count)
    for o in weights.indices {
      for n in slopes.indices {
        let s = slopes[n][o]
        db[o] += s
        for i in 0..<inputs {
          dW[o][i] += s * batch[n][i]
          dx[n][i] += s * weights[o][i]
        }
      }
    }
    return Tensor(dx)
  }
}
