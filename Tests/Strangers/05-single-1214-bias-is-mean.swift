import GradusKit

struct LinearNeuron: Layer {
  var target = Tensor(0)
  var W = Tensor(0)
  var b = Tensor(0)
  var loss = 0.0

  mutating func forward(_ x: Tensor) -> Tensor {
    let inputs = x.shape[1]
    let outputs = target.shape[1]

    // without its mean a column needs no bias
    let xc = x - x.mean(axis: 0)
    let tc = target - target.mean(axis: 0)
    var A = matmul(xc.transposed(), xc)
    var B = matmul(xc.transposed(), tc)

    // Gauss and Jordan
    for p in 0..<inputs {
      var best = p
      for r in p..<inputs where abs(A[r, p]) > abs(A[best, p]) { best = r }
      if best != p {
        (A[row: p], A[row: best]) = (A[row: best], A[row: p])
        (B[row: p], B[row: best]) = (B[row: best], B[row: p])
      }
      let d = A[p, p]
      A[row: p] = A[row: p] / d
      B[row: p] = B[row: p] / d
      for r in 0..<inputs where r != p {
        let f = A[r, p]
        A[row: r] = A[row: r] - f * A[row: p]
        B[row: r] = B[row: r] - f * B[row: p]
      }
    }
    W = B.transposed()
    b = target.mean(axis: 0)

    let y = matmul(x, W.transposed()) + b
    var sum = 0.0
    for k in 0..<y.count { sum += pow(y[k] - target[k], 2) }
    loss = sum / Double(x.shape[0] * outputs)
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
