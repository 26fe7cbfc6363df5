import GradusKit

/// Kahan's sum, to lose nothing.
struct Accumulator<Number: FloatingPoint> {
  private(set) var total: Number = 0
  private var lost: Number = 0
  mutating func add(_ value: Number) {
    let corrected = value - lost
    let next = total + corrected
    lost = (next - total) - corrected
    total = next
  }
}

func summed<S: Sequence>(_ terms: S) -> Double where S.Element == Double {
  var a = Accumulator<Double>()
  for t in terms { a.add(t) }
  return a.total
}

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW: Tensor? = nil
  var db: Tensor? = nil
  private var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    var y = Tensor(repeating: 0, shape: [x.shape[0], W.shape[0]])
    for n in 0..<x.shape[0] {
      for o in 0..<W.shape[0] {
        let products = x[row: n] * W[row: o]
        y[n, o] = summed(Array(products) + [b[o]])
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var w = Tensor.zeros(like: W)
    var c = Tensor.zeros(like: b)
    for o in 0..<W.shape[0] {
      c[o] = summed(dy[column: o])
      for i in 0..<W.shape[1] {
        w[o, i] = summed(dy[column: o] * x[column: i])
      }
    }
    (dW, db) = (w, c)
    var dx = Tensor.zeros(like: x)
    for n in 0..<x.shape[0] {
      for i in 0..<W.shape[1] {
        dx[n, i] = summed(dy[row: n] * W[column: i])
      }
    }
    return dx
  }
}
