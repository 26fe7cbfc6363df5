extension Evaluator {
  /// The solution x of A·x = b, by elimination with partial pivoting, separately at each entry of every other axis of A
  /// or b.
  ///
  /// - Parameters:
  ///   - rows: the axis of A and b that counts the equations.
  ///   - columns: the axis of A that counts the unknowns; the result has it in place of `rows`.
  func solve(_ a: Block, _ b: Block, rows: Axis, columns: Axis) throws(EvaluationError) -> Block {
    let (count, batch, others) = try a.layout.system(with: b.layout, rows: rows, columns: columns)
    let matrices = a.aligned(to: batch.followed(by: a.layout.ordered([rows, columns])))
    let sides = b.aligned(to: batch.followed(by: others).followed(by: b.layout.ordered([rows])))
    let sidesEach = others.count
    var values: [Double] = []
    var error: [Double]? = isBounded ? [] : nil
    for index in 0..<batch.count {
      let places = index * count * count..<(index + 1) * count * count
      let matrix = Array(matrices.values[places])
      let elimination = Elimination(matrix, count: count)
      let neighbourhood =
        isBounded
        ? Neighbourhood(matrix, off: matrices.error.map { Array($0[places]) }, elimination, precision) : nil
      for side in 0..<sidesEach {
        let range = (index * sidesEach + side) * count..<(index * sidesEach + side + 1) * count
        let right = Array(sides.values[range])
        let solution = elimination.solution(right)
        values += solution
        error? += neighbourhood?.bound(solution, of: right, off: sides.error.map { Array($0[range]) }) ?? []
      }
    }
    let layout = batch.followed(by: others).followed(by: a.layout.ordered([columns]))
    return Block(layout, values: values, error: error)
  }
}

/// A square matrix factored into triangles, P·A = L·U, by elimination with partial pivoting.
private struct Elimination {
  let count: Int
  /// L below the diagonal and U from it upwards, row-major.
  private(set) var factors: [Double]
  private(set) var order: [Int]
  /// The largest magnitude of an entry during elimination.
  private(set) var growth: Double

  init(_ matrix: [Double], count: Int) {
    self.count = count
    factors = matrix
    order = Array(0..<count)
    growth = matrix.reduce(0) { max($0, abs($1)) }
    for step in 0..<count {
      var pivot = step
      for row in step..<count where abs(factors[row * count + step]) > abs(factors[pivot * count + step]) {
        pivot = row
      }
      if pivot != step {
        for column in 0..<count { factors.swapAt(step * count + column, pivot * count + column) }
        order.swapAt(step, pivot)
      }
      for row in step + 1..<max(count, step + 1) {
        // A pivot of 0 leaves NaN in all that follows: such a system has no solution to judge by.
        let factor = factors[row * count + step] / factors[step * count + step]
        factors[row * count + step] = factor
        for column in step + 1..<count {
          factors[row * count + column] -= factor * factors[step * count + column]
          growth = max(growth, abs(factors[row * count + column]))
        }
      }
    }
  }

  func solution(_ right: [Double]) -> [Double] {
    var x = order.map { right[$0] }
    for row in 0..<count {
      for column in 0..<row { x[row] -= factors[row * count + column] * x[column] }
    }
    for row in (0..<count).reversed() {
      for column in row + 1..<max(count, row + 1) { x[row] -= factors[row * count + column] * x[column] }
      x[row] /= factors[row * count + row]
    }
    return x
  }

  /// The inverse, row-major.
  var inverse: [Double] {
    var result = [Double](repeating: 0, count: count * count)
    for column in 0..<count {
      let unit = (0..<count).map { $0 == column ? 1.0 : 0 }
      for (row, value) in solution(unit).enumerated() { result[row * count + column] = value }
    }
    return result
  }
}

/// All systems that a correct program may have solved in place of one, and a bound on the distance of their solutions.
///
/// By any stable method, a program solves (A + Δ)·x̃ = b + δ exactly, with |Δ| ≤ E + (3n + 1)·n·u·g and |δ| ≤ e. E and
/// e are the bounds of A and b, g is the largest entry during elimination (Higham, theorem 9.4, with |L| ≤ 1 and |U| ≤
/// g; for the normal equations Cholesky's factors stay below that, theorem 10.4, and the orthogonal methods, theorem
/// 20.3, are off by less). With R an approximate inverse of A and r = b − A·x for our own x,
///
///     |x̃ − x| ≤ |R|·f + K·|x̃ − x|,   f = |r| + e + |Δ|·|x|,   K = |I − R·A| + |R|·|Δ|.
///
/// Let κ be the largest row sum of K. If κ < 1, |x̃ − x| ≤ |R|·f + κ/(1 − κ)·max(|R|·f) (section 7.2, taken about an
/// approximate inverse). Otherwise A cannot be told from a singular matrix, and there is no bound.
private struct Neighbourhood {
  private let count: Int
  private let matrix: [Double]
  private let inverse: [Double]
  /// |Δ|.
  private let reach: [Double]
  /// κ.
  private let contraction: Double
  private let precision: Precision

  init(_ matrix: [Double], off error: [Double]?, _ elimination: Elimination, _ precision: Precision) {
    let n = elimination.count
    count = n
    self.matrix = matrix
    self.precision = precision
    let inverse = elimination.inverse
    self.inverse = inverse
    let backward = Double((3 * n + 1) * n) * precision.unitRoundoff * elimination.growth + precision.smallest
    let reach = matrix.indices.map { (error?[$0] ?? 0) + backward }
    self.reach = reach
    var largest = 0.0
    for row in 0..<n {
      var sum = 0.0
      for column in 0..<n {
        var entry = row == column ? 1.0 : 0
        var spread = 0.0
        for inner in 0..<n {
          entry -= inverse[row * n + inner] * matrix[inner * n + column]
          // The entry's own rounding is added to |R|·|Δ|; |Δ| is many times its size.
          spread += abs(inverse[row * n + inner]) * 2 * reach[inner * n + column]
        }
        sum += abs(entry) + spread
      }
      largest = sum.isNaN ? .nan : max(largest, sum)
    }
    contraction = largest
  }

  func bound(_ x: [Double], of right: [Double], off error: [Double]?) -> [Double] {
    // The test is not `contraction >= 1`, which a NaN passes.
    guard contraction < 1, x.allSatisfy(\.isFinite) else { return x.map { _ in .infinity } }
    let u = precision.unitRoundoff
    let misfit = right.indices.map { row -> Double in
      var residual = right[row]
      var size = abs(right[row])
      var spread = 0.0
      for column in 0..<count {
        let term = matrix[row * count + column] * x[column]
        residual -= term
        size += abs(term)
        spread += reach[row * count + column] * abs(x[column])
      }
      return abs(residual) + Double(count + 1) * u * size + (error?[row] ?? 0) + spread + precision.smallest
    }
    let first = (0..<count).map { row in
      (0..<count).reduce(0) { $0 + abs(inverse[row * count + $1]) * misfit[$1] }
    }
    let rest = contraction / (1 - contraction) * (first.max() ?? 0)
    return first.map { $0 + rest }
  }
}
