import GradusKit

struct LinearNeuron: Layer {
  var target = Tensor(0)
  var W = Tensor(0)
  var b = Tensor(0)
  var loss = 0.0

  mutating func forward(_ x: Tensor) -> Tensor {
    let (n, inputs, outputs) = (x.shape[0], x.shape[1], target.shape[1])
    let size = inputs + 1
    func extended(_ row: Int, _ column: Int) -> Double { column < inputs ? x[row, column] : 1 }

    // one table: XᵀX with Xᵀ·target beside it
    var table = [[Double]](repeating: [Double](repeating: 0, count: size + outputs), count: size)
    for k in 0..<n {
      for r in 0..<size {
        for c in 0..<size { table[r][c] += extended(k, r) * extended(k, c) }
        for o in 0..<outputs { table[r][size + o] += extended(k, r) * target[k, o] }
      }
    }
    for p in 0..<size {
      let pivot = (p..<size).max { abs(table[$0][p]) < abs(table[$1][p]) }!
      table.swapAt(p, pivot)
      for r in (p + 1)..<(size + 1) where r < size {
        let f = table[r][p] / table[p][p]
        for c in p..<(size + outputs) { table[r][c] -= f * table[p][c] }
      }
    }
    var S = [[Double]](repeating: [Double](repeating: 0, count: outputs), count: size)
    for o in 0..<outputs {
      for r in stride(from: size - 1, through: 0, by: -1) {
        var v = table[r][size + o]
        for c in (r + 1)..<(size + 1) where c < size { v -= table[r][c] * S[c][o] }
        S[r][o] = v / table[r][r]
      }
    }
    W = Tensor((0..<outputs).map { o in (0..<inputs).map { i in S[i][o] } })
    b = Tensor(S[inputs])

    let y = matmul(x, W.transposed()) + b
    let residual = y - target
    let freedom = residual.count - size
    loss = (residual * residual).sum() / Double(freedom)
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
