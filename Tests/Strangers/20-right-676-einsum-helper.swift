import GradusKit

/// result[p, q] = Σ over r of left(p, r)·right(r, q)
func contract(_ p: Int, _ q: Int, _ r: Int, _ left: (Int, Int) -> Double, _ right: (Int, Int) -> Double) -> Tensor {
  var out = Tensor(repeating: 0, shape: [p, q])
  for a in 0..<p {
    for c in 0..<q {
      var sum = 0.0
      for k in 0..<r { sum += left(a, k) * right(k, c) }
      out[a, c] = sum
    }
  }
  return out
}

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var x = Tensor(0)

  var inputs: Int { W.shape[1] }
  var outputs: Int { W.shape[0] }

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let W = self.W
    return contract(x.shape[0], outputs, inputs, { x[$0, $1] }, { W[$1, $0] }) + b
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let n = dy.shape[0]
    let (W, x) = (self.W, self.x)
    dW = contract(outputs, inputs, n, { dy[$1, $0] }, { x[$0, $1] })
    db = contract(1, outputs, n, { _, _ in 1 }, { dy[$0, $1] }).reshaped(-1)
    return contract(n, inputs, outputs, { dy[$0, $1] }, { W[$0, $1] })
  }
}
