import Equations
import Testing

@Suite struct LinearSystemTests {
  private let matrix = quantity("A")
  private let right = quantity("b")

  // MARK: Values

  @Test func equationsAndUnknownsAreCountedByTheirAxes() throws {
    // 2x + y = 5 and x − 3y = −8.
    let a = Block(axes: ["row", "column"], shape: [2, 2], values: [2, 1, 1, -3])
    let b = Block(axes: ["row"], shape: [2], values: [5, -8])
    let x = try solved(a, b)
    #expect(x.axes == ["column"] && x.values == [1, 3])
    // The same with A stored the other way round, and solved for two right sides at once.
    let turned = Block(axes: ["column", "row"], shape: [2, 2], values: [2, 1, 1, -3])
    let both = Block(axes: ["row", "side"], shape: [2, 2], values: [5, 10, -8, -16])
    let pair = try solved(turned, both)
    #expect(pair.axes == ["side", "column"] && pair.values == [1, 3, 2, 6])
    // A first pivot of 0 only asks for another order.
    let zero = Block(axes: ["row", "column"], shape: [2, 2], values: [0, 1, 2, 0])
    #expect(try solved(zero, b).values == [-4, 5])
  }

  @Test func everyMatrixOfABatchIsSolvedByItself() throws {
    let a = Block(axes: ["step", "row", "column"], shape: [2, 1, 1], values: [2, 4])
    let b = Block(axes: ["row", "step"], shape: [1, 2], values: [6, 8])
    let x = try solved(a, b)
    #expect(x.axes == ["step", "column"] && x.values == [3, 2])
    #expect(try solved(a, Block(axes: ["row"], shape: [1], values: [8])).values == [4, 2])
  }

  @Test func whatIsNoSystemIsSaid() {
    let a = Block(axes: ["row", "column"], shape: [2, 3], values: [1, 2, 3, 4, 5, 6])
    let b = Block(axes: ["row"], shape: [2], values: [1, 2])
    #expect(said(a, b) == "a system of 2 equations along row has 3 unknowns along column")
    let square = Block(axes: ["row", "column"], shape: [2, 2], values: [1, 2, 3, 4])
    #expect(
      said(square, Block(axes: ["row"], shape: [3], values: [1, 2, 3]))
        == "axis row has 2 entries in one operand and 3 in the other")
    #expect(said(square, Block(axes: ["other"], shape: [2], values: [1, 2])) == "no axis row among (other)")
    #expect(
      said(square, Block(axes: ["row", "column"], shape: [2, 2], values: [1, 2, 3, 4]))
        == "axis column would stand twice in a solution for (row, column)")
  }

  @Test func aSingularMatrixLeavesNoNumberAndNoBound() throws {
    let b = Block(axes: ["row"], shape: [2], values: [1, 3])
    let singular = try solved(Block(axes: ["row", "column"], shape: [2, 2], values: [1, 2, 2, 4]), b)
    #expect(singular.values.allSatisfy { !$0.isFinite })
    #expect(singular.error == [.infinity, .infinity])
    // Within what its entries may be off by, it is singular as well.
    let a = Block(axes: ["row", "column"], shape: [2, 2], values: [1, 2, 2, 4.001], error: [0, 0, 0, 0.01])
    let near = try solved(a, b)
    #expect(near.values.allSatisfy { $0.isFinite } && near.error == [.infinity, .infinity])
  }

  @Test func theSolutionHasTheAxesOfBothSides() throws {
    let rules = AxisRules(axes: ["A": ["row", "column"], "b": ["row", "side"]])
    let formula = solve(matrix, right, rows: "row", columns: "column")
    #expect(try rules.axes(of: formula.node) == ["side", "column"])
  }

  // MARK: Bounds

  private struct Case: Sendable, CustomTestStringConvertible {
    let count: Int
    /// The largest ratio between the sizes of two columns.
    let spread: Double
    let seed: UInt64
    var testDescription: String { "\(count) unknowns, columns up to \(spread) apart, seed \(seed)" }

    static let all: [Case] = [1, 2, 3, 5, 8].flatMap { count in
      [1, 100, 1e4].flatMap { spread in (1...6).map { Case(count: count, spread: spread, seed: $0) } }
    }

    /// Normal equations of a random tall matrix.
    var system: (a: [[Double]], b: [Double]) {
      var random = Random(seed: seed &* 7919 &+ UInt64(count))
      let points = (0..<3 * count + 2).map { _ in
        (0..<count).map { column in
          random.next() * (count == 1 ? 1 : raised(spread, Double(column) / Double(count - 1)))
        }
      }
      let wanted = points.map { _ in random.next() }
      let a = (0..<count).map { i in (0..<count).map { j in points.reduce(0) { $0 + $1[i] * $1[j] } } }
      let b = (0..<count).map { i in zip(points, wanted).reduce(0) { $0 + $1.0[i] * $1.1 } }
      return (a, b)
    }

    private func raised(_ base: Double, _ share: Double) -> Double {
      // Any sizes between 1 and the spread will do.
      1 + (base - 1) * share * share
    }
  }

  /// Elimination in another order, without pivoting; Cholesky's factors; orthogonal factors: all within the bound.
  @Test(arguments: Case.all) private func whateverWayItIsSolvedTheBoundHolds(_ sample: Case) throws {
    let (a, b) = sample.system
    let n = sample.count
    let ours = try solved(block(a), Block(axes: ["row"], shape: [n], values: b))
    let bounds = try #require(ours.error)
    for other in [backwards(a, b), cholesky(a, b), orthogonal(a, b)] {
      for index in 0..<n {
        #expect(abs(other[index] - ours.values[index]) <= bounds[index])
      }
    }
    // The bound is not loose either: a number that is off in its seventh digit is outside.
    let size = ours.values.map { abs($0) }.max() ?? 0
    if sample.spread <= 100 { #expect(bounds.allSatisfy { $0 < 1e-7 * size }, "\(bounds) of \(size)") }
  }

  /// Entries that are off by as much as they may be.
  @Test(arguments: Case.all) private func whatTheEntriesAreOffByIsCovered(_ sample: Case) throws {
    let (a, b) = sample.system
    let n = sample.count
    var random = Random(seed: sample.seed)
    let offA = a.map { $0.map { abs($0) * 1e-13 } }
    let offB = b.map { abs($0) * 1e-12 }
    let ours = try solved(
      Block(axes: ["row", "column"], shape: [n, n], values: a.flatMap(\.self), error: offA.flatMap(\.self)),
      Block(axes: ["row"], shape: [n], values: b, error: offB))
    let bounds = try #require(ours.error)
    for _ in 0..<5 {
      let moved = zip(a, offA).map { zip($0, $1).map { $0 + $1 * (random.next() < 0 ? -1 : 1) } }
      let other = orthogonal(moved, zip(b, offB).map { $0 + $1 * (random.next() < 0 ? -1 : 1) })
      for index in 0..<n { #expect(abs(other[index] - ours.values[index]) <= bounds[index]) }
    }
    if sample.spread <= 100 { #expect(bounds.allSatisfy { $0.isFinite }) }
  }

  // MARK: Slopes

  @Test func theGradientIsTheMeasuredSlope() throws {
    let axes: [String: [Axis]] = ["A": ["row", "column"], "b": ["row", "side"], "dx": ["column", "side"]]
    let there = [quantity("x") ← solve(matrix, right, rows: "row", columns: "column")]
    let back = try Derivative(axes: axes).equations(of: there, seeds: ["x": quantity("dx")], wanted: ["A", "b"])
    var random = Random(seed: 5)
    var values = [
      "A": Block(axes: ["row", "column"], shape: [3, 3], values: (0..<9).map { _ in random.next() }),
      "b": Block(axes: ["row", "side"], shape: [3, 2], values: (0..<6).map { _ in random.next() }),
      "dx": Block(axes: ["column", "side"], shape: [3, 2], values: (0..<6).map { _ in random.next() }),
    ]
    for index in 0..<3 { values["A"]?.values[4 * index] += 3 }
    var given = Given(values: values)
    for equation in there + back {
      given.values[equation.target.name] = try Evaluator().evaluate(equation.formula, in: given).blocks[0]
    }
    func objective(_ name: String, _ place: Int, _ offset: Double) throws -> Double {
      var moved = Given(values: values)
      moved.values[name]?.values[place] += offset
      let x = try Evaluator().evaluate(there[0].formula, in: moved).blocks[0]
      let weighted = try Evaluator().evaluate(
        sum(quantity("x") * quantity("dx"), over: "column", "side"),
        in: Given(values: ["x": x, "dx": values["dx"] ?? x]))
      return weighted.blocks[0].values[0]
    }
    for name in ["A", "b"] {
      let own = try #require(values[name])
      let gradient = try #require(given.values["d\(name)"]).aligned(to: own.axes, shape: own.shape)
      for place in own.values.indices {
        let h = 1e-3
        let wide = (try objective(name, place, h) - objective(name, place, -h)) / (2 * h)
        let narrow = (try objective(name, place, h / 2) - objective(name, place, -h / 2)) / h
        let measured = (4 * narrow - wide) / 3
        #expect(abs(gradient.values[place] - measured) < 1e-10, "d\(name)[\(place)]")
      }
    }
  }

  // MARK: Other ways

  private func solved(_ a: Block, _ b: Block) throws -> Block {
    try Evaluator(isBounded: true).evaluate(
      solve(matrix, right, rows: "row", columns: "column"), in: Given(values: ["A": a, "b": b])
    ).blocks[0]
  }

  private func said(_ a: Block, _ b: Block) -> String {
    do {
      _ = try solved(a, b)
      return "nothing"
    } catch { return "\(error)" }
  }

  private func block(_ a: [[Double]]) -> Block {
    Block(axes: ["row", "column"], shape: [a.count, a.count], values: a.flatMap(\.self))
  }

  /// Elimination from the last unknown to the first, which needs no pivots where A is positive definite.
  private func backwards(_ a: [[Double]], _ b: [Double]) -> [Double] {
    var (a, b) = (a, b)
    let n = b.count
    for step in (0..<n).reversed() {
      for row in 0..<step {
        let factor = a[row][step] / a[step][step]
        for column in 0...step { a[row][column] -= factor * a[step][column] }
        b[row] -= factor * b[step]
      }
    }
    var x = [Double](repeating: 0, count: n)
    for row in 0..<n {
      x[row] = b[row]
      for column in 0..<row { x[row] -= a[row][column] * x[column] }
      x[row] /= a[row][row]
    }
    return x
  }

  private func cholesky(_ a: [[Double]], _ b: [Double]) -> [Double] {
    let n = b.count
    var l = a.map { $0.map { _ in 0.0 } }
    for i in 0..<n {
      for j in 0...i {
        let rest = (0..<j).reduce(a[i][j]) { $0 - l[i][$1] * l[j][$1] }
        l[i][j] = i == j ? rest.squareRoot() : rest / l[j][j]
      }
    }
    var x = b
    for i in 0..<n { x[i] = (0..<i).reduce(x[i]) { $0 - l[i][$1] * x[$1] } / l[i][i] }
    for i in (0..<n).reversed() { x[i] = (i + 1..<max(n, i + 1)).reduce(x[i]) { $0 - l[$1][i] * x[$1] } / l[i][i] }
    return x
  }

  /// Givens rotations.
  private func orthogonal(_ a: [[Double]], _ b: [Double]) -> [Double] {
    var rows = zip(a, b).map { $0 + [$1] }
    let n = b.count
    for column in 0..<n {
      for row in column + 1..<max(n, column + 1) {
        let (x, y) = (rows[column][column], rows[row][column])
        let length = (x * x + y * y).squareRoot()
        if length == 0 { continue }
        let (c, s) = (x / length, y / length)
        let (upper, lower) = (rows[column], rows[row])
        rows[column] = zip(upper, lower).map { c * $0 + s * $1 }
        rows[row] = zip(upper, lower).map { c * $1 - s * $0 }
      }
    }
    var x = rows.map { $0[n] }
    for i in (0..<n).reversed() {
      x[i] = (i + 1..<max(n, i + 1)).reduce(x[i]) { $0 - rows[i][$1] * x[$1] } / rows[i][i]
    }
    return x
  }
}

/// Numbers between −1 and 1 (splitmix64).
private struct Random {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) / 4_503_599_627_370_496 - 1
  }
}

private struct Given: Environment {
  var values: [String: Block]
  var step: Value { Value(Block(1)) }

  func value(of reference: Reference) throws(EvaluationError) -> Value {
    guard let block = values[reference.name] else { throw .unknownQuantity(reference) }
    return Value(block)
  }
  func previous(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value {
    throw .unknownQuantity(reference)
  }
  func next(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value {
    throw .unknownQuantity(reference)
  }
  func setting(_ name: String) throws(EvaluationError) -> Value { throw .unknownSetting(name) }
}
