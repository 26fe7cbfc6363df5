import GradusKit

// No normal equations: the columns of x and the ones are made orthogonal, one after the other (Gram and Schmidt, the
// modified form), and the targets with them.
struct LinearNeuron: Layer {
  var target = Tensor(0)
  var W: [[Double]] = []
  var b: [Double] = []
  var loss = 0.0

  mutating func forward(_ x: Tensor) -> Tensor {
    let inputs = x.shape[1]
    var columns = (0..<inputs).map { x[column: $0] } + [Tensor(repeating: 1, shape: [x.shape[0]])]
    var R = Tensor(repeating: 0, shape: [columns.count, columns.count])
    for k in columns.indices {
      R[k, k] = columns[k].norm()
      columns[k] /= R[k, k]
      for j in columns.indices.dropFirst(k + 1) {
        R[k, j] = dot(columns[k], columns[j])
        columns[j] -= R[k, j] * columns[k]
      }
    }
    W = []
    b = []
    for o in 0..<target.shape[1] {
      var rest = target[column: o]
      var solution = [Double](repeating: 0, count: columns.count)
      for k in columns.indices {
        solution[k] = dot(columns[k], rest)
        rest -= solution[k] * columns[k]
      }
      for k in columns.indices.reversed() {
        for j in columns.indices.dropFirst(k + 1) { solution[k] -= R[k, j] * solution[j] }
        solution[k] /= R[k, k]
      }
      W.append(Array(solution.dropLast()))
      b.append(solution[inputs])
    }
    let y = matmul(x, Tensor(W).transposed()) + Tensor(b)
    loss = (0..<y.count).reversed().reduce(0) { $0 + (target[$1] - y[$1]) * (target[$1] - y[$1]) } / Double(y.count)
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}
