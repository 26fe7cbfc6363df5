import GradusKit

/// Sums term(i, j, k) over k and puts the results into a matrix.
func contract(_ rows: Int, _ columns: Int, over inner: Int, _ term: (Int, Int, Int) -> Double) -> Tensor {
  var out = Tensor(repeating: 0, shape: [rows, columns])
  for feature in 0..<rows {
    for j in 0..<columns {
      for k in 0..<inner {
        out[feature, j] += term(feature, j, k)
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
  var held = Tensor(0)

  var ins: Int { W.shape[1] }
  var outs: Int { W.shape[0] }

  mutating func forward(_ inp: Tensor) -> Tensor {
    held = inp
    let (w, c) = (W, b)
    let net = contract(inp.shape[0], outs, over: ins) { r, unit, feature in inp[r, feature] * w[unit, feature] }
    return net / sqrt(Double(ins)) + c
  }

  mutating func backward(_ upstream: Tensor) -> Tensor {
    let (w, inp) = (W, held)
    let N = upstream.shape[0]
    dW = contract(outs, ins, over: N) { unit, feature, r in upstream[r, unit] * inp[r, feature] / Double(N) }
    let column = contract(outs, 1, over: N) { unit, _, r in upstream[r, unit] }
    db = column.reshaped(-1)
    return contract(N, ins, over: outs) { r, feature, unit in upstream[r, unit] * w[unit, feature] }
  }
}
