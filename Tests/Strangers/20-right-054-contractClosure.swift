import GradusKit

/// Sums term(i, j, k) over k and puts the results into a matrix.
func contract(_ rows: Int, _ columns: Int, over inner: Int, _ term: (Int, Int, Int) -> Double) -> Tensor {
  var out = Tensor(repeating: 0, shape: [rows, columns])
  for i in 0..<rows {
    for j in 0..<columns {
      for k in 0..<inner {
        out[i, j] += term(i, j, k)
      }
    }
  }
  return out
}

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  var cache = Tensor(0)

  var ins: Int { W.shape[1] }
  var outs: Int { W.shape[0] }

  mutating func forward(_ x: Tensor) -> Tensor {
    cache = x
    let (w, c) = (W, b)
    let z = contract(x.shape[0], outs, over: ins) { n, o, i in x[n, i] * w[o, i] }
    return z + c
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (w, x) = (W, cache)
    let N = dy.shape[0]
    dW = contract(outs, ins, over: N) { o, i, n in dy[n, o] * x[n, i] }
    let column = contract(outs, 1, over: N) { o, _, n in dy[n, o] }
    db = column.reshaped(-1)
    return contract(N, ins, over: outs) { n, i, o in dy[n, o] * w[o, i] }
  }
}
