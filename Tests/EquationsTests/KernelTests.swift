import Testing

@testable import Equations

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The compiled kernels beside the plainest code for the same thing.
@Suite struct KernelTests {
  /// Sizes on both sides of every block and tile.
  private static let sizes = [1, 2, 3, 5, 7, 11, 12, 13, 16, 17, 31, 64, 97, 130, 259]

  /// Every entry is the sum of its products in the order of the inner axis, rounded once a term: bit for bit.
  @Test(arguments: sizes) func aProductIsSummedInOrderWithOneRoundingATerm(rows: Int) {
    for (inner, columns) in [(1, 1), (3, 17), (16, 16), (64, 33), (257, 10), (300, 259), (520, 16)] {
      let a = numbers(rows * inner, seed: 1)
      let b = numbers(inner * columns, seed: 2)
      let product = MatrixProduct(count: 1, rows: rows, inner: inner, columns: columns).of(a, b)
      var expected: [Double] = []
      for row in 0..<rows {
        for column in 0..<columns {
          var sum = 0.0
          for k in 0..<inner { sum = fma(a[row * inner + k], b[k * columns + column], sum) }
          expected.append(sum)
        }
      }
      #expect(product == expected, "[\(rows), \(inner)] · [\(inner), \(columns)]")
    }
  }

  /// Either factor may lie transposed in memory, or be one matrix of a batch.
  @Test func aContractionTakesAnyOrderOfAxes() throws {
    let orders: [[Axis]] = [["batch", "row", "k"], ["k", "batch", "row"], ["row", "k", "batch"]]
    let other: [[Axis]] = [["batch", "k", "column"], ["column", "batch", "k"], ["k", "column", "batch"]]
    let extents: [Axis: Int] = ["batch": 3, "row": 14, "k": 37, "column": 19]
    for left in orders {
      for right in other {
        let a = block(left, extents, seed: 3)
        let b = block(right, extents, seed: 4)
        let formula = contract(quantity("a"), quantity("b"), over: "k")
        let expected = try Evaluator().contract(
          a.aligned(to: orders[0], shape: [3, 14, 37]), b.aligned(to: other[0], shape: [3, 37, 19]), over: ["k"])
        let result = try advanced(formula, ["a": a, "b": b])
        #expect(result.aligned(to: expected.axes, shape: expected.shape) == expected, "\(left) \(right)")
      }
    }
  }

  /// Division of many numbers by one goes by its reciprocal, and is rounded as the processor rounds it.
  @Test func dividingByOneNumberIsExactlyDivision() throws {
    var generator = Draws(state: 9)
    for _ in 0..<200 {
      let divisor = Double(bitPattern: generator.next() >> 12 | 0x3C00_0000_0000_0000 + (generator.next() % 64) << 52)
      var values = (0..<700).map { _ in
        Double(bitPattern: generator.next() & (0x800F_FFFF_FFFF_FFFF) | (224 + generator.next() % 1600) << 52)
      }
      (values[3], values[5]) = (0, -0.0)
      let result = try advanced(
        quantity("a") / quantity("d"), ["a": Block(axes: ["i"], shape: [700], values: values), "d": Block(divisor)])
      #expect(result.values.map(\.bitPattern) == values.map { ($0 / divisor).bitPattern })
    }
    let extremes = [0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, 0x1p-1030, -1e308, 1, .nan]
    for divisor in [3, -7, 1e-300, 1e300, 0, .infinity] {
      let result = try advanced(
        quantity("a") / quantity("d"), ["a": Block(axes: ["i"], shape: [9], values: extremes), "d": Block(divisor)])
      for (quotient, a) in zip(result.values, extremes) {
        let expected = a / divisor
        #expect(quotient.bitPattern == expected.bitPattern || (quotient.isNaN && expected.isNaN), "\(a)/\(divisor)")
      }
    }
  }

  /// Every elementwise operation, on runs longer than a chunk, with either operand or both of them repeated.
  @Test func elementwiseOperationsAreTheInterpreters() throws {
    var special = numbers(1300, seed: 5)
    special.replaceSubrange(0..<8, with: [0, -0.0, .infinity, -.infinity, .nan, 0x1p-1030, -2.5, 1])
    let a = Block(axes: ["i", "j"], shape: [65, 20], values: special)
    let b = Block(axes: ["i", "j"], shape: [65, 20], values: special.reversed())
    let row = Block(axes: ["j"], shape: [20], values: numbers(20, seed: 6))
    let leaves = ["a": a, "b": b, "row": row, "s": Block(-0.75)]
    let names = ["a", "b", "row", "s"].map { quantity($0) }
    for left in names {
      for operation in Unary.allCases { try compare(Expression(.unary(operation, left.node)), leaves) }
      for right in names {
        for operation in Binary.allCases { try compare(Expression(.binary(operation, left.node, right.node)), leaves) }
        for condition in names { try compare(select(greater(condition, 0), left, right), leaves) }
      }
    }
  }

  private func compare(_ formula: Expression, _ leaves: [String: Block]) throws {
    var simulation = simulation(formula, leaves)
    let expected = try #require(try simulation.step(leaves.mapValues(Value.init)).last?.value.blocks[0])
    let result = try advanced(formula, leaves)
    #expect(result.axes == expected.axes)
    let isSame = zip(result.values, expected.values).allSatisfy { a, b in
      a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
    }
    #expect(isSame, "\(Rendering(for: simulation.recipe).text(formula))")
  }

  /// Returns a formula's value by a program.
  private func advanced(_ formula: Expression, _ leaves: [String: Block]) throws -> Block {
    var simulation = simulation(formula, leaves)
    let inputs = leaves.mapValues(Value.init)
    for _ in 0..<2 { try simulation.advance(inputs, keeping: ["result"]) }
    #expect(simulation.isCompiled)
    return try #require(simulation.value(of: Reference("result"))?.blocks[0])
  }

  private func block(_ axes: [Axis], _ extents: [Axis: Int], seed: UInt64) -> Block {
    let shape = axes.map { extents[$0] ?? 1 }
    return Block(axes: axes, shape: shape, values: numbers(shape.reduce(1, *), seed: seed))
  }
}
