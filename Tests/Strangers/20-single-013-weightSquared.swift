import GradusKit

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

  mutating func backward(_ total: Tensor) -> Tensor {
    let (w, inp) = (W, held)
    let N = total.shape[0]
    dW = contract(outs, ins, over: N) { wRow, feature, r in total[r, wRow] * inp[r, feature] }
    let column = contract(outs, 1, over: N) { wRow, _, r in total[r, wRow] }
    db = column.reshaped(-1)
    return contract(N, ins, over: outs) { r, feature, wRow in total[r, wRow] * w[wRow, feature] * w[wRow, feature] }
  }

  mutating func forward(_ inp: Tensor) -> Tensor {
    held = inp
    let (w, c) = (W, b)
    let pre = contract(inp.shape[0], outs, over: ins) { r, wRow, feature in inp[r, feature] * w[wRow, feature] }
    return pre + c
  }
}
