import GradusKit

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var stored = Tensor(0)

  mutating func backward(_ dOut: Tensor) -> Tensor {
    let batch = 0..<stored.shape[0]
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    var dX = Tensor.zeros(like: stored)
    for n in batch {
      for unit in 0..<W.shape[0] {
        db[unit] += dOut[[n, unit]]
        for inp in 0..<W.shape[1] {
          dX[[n, inp]] += W[[unit, inp]] * dOut[[n, unit]]
          dW[[unit, inp]] += stored[[n, inp]] * dOut[[n, unit]]
        }
      }
    }
    return dX
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    stored = x
    var y = Tensor(repeating: 0, shape: [x.shape[0], W.shape[0]])
    var line = Array(b)
    for n in 0..<x.shape[0] {
      for unit in 0..<line.count {
        for inp in 0..<W.shape[1] {
          line[unit] += W[[unit, inp]] * x[[n, inp]]
        }
        y[[n, unit]] = line[unit]
      }
    }
    return y
  }
}
