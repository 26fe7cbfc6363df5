import Testing

@testable import Equations

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Operations that one instruction computes together, beside the same operations one by one.
@Suite struct FusionTests {
  /// A formula over runs a, b and c and numbers s and t, and the same on one element.
  struct Fused: CustomTestStringConvertible {
    let testDescription: String
    let formula: Equations.Expression
    let element: @Sendable (_ a: Double, _ b: Double, _ c: Double, _ s: Double, _ t: Double) -> Double
  }

  private static let (a, b, c) = (quantity("a"), quantity("b"), quantity("c"))
  private static let (s, t) = (quantity("s"), quantity("t"))

  static let fused: [Fused] = [
    .init(testDescription: "s·a + t·b", formula: s * a + t * b) { a, b, _, s, t in s * a + t * b },
    .init(testDescription: "a·s + b·t", formula: a * s + b * t) { a, b, _, s, t in a * s + b * t },
    .init(testDescription: "s·a + t·b²", formula: s * a + t * square(b)) { a, b, _, s, t in s * a + t * (b * b) },
    .init(testDescription: "t·b² + s·a", formula: t * square(b) + s * a) { a, b, _, s, t in t * (b * b) + s * a },
    .init(testDescription: "a + s·b", formula: a + s * b) { a, b, _, s, _ in a + s * b },
    .init(testDescription: "s·b + a", formula: s * b + a) { a, b, _, s, _ in s * b + a },
    .init(testDescription: "a − s·b", formula: a - s * b) { a, b, _, s, _ in a - s * b },
    .init(testDescription: "a − b·s", formula: a - b * s) { a, b, _, s, _ in a - b * s },
    .init(testDescription: "a − b/c", formula: a - b / c) { a, b, c, _, _ in a - b / c },
    .init(testDescription: "s·(a/t)", formula: s * (a / t)) { a, _, _, s, t in s * (a / t) },
    .init(testDescription: "a/t·s", formula: a / t * s) { a, _, _, s, t in a / t * s },
    .init(testDescription: "√a + s", formula: sqrt(a) + s) { a, _, _, s, _ in a.squareRoot() + s },
    .init(testDescription: "s + √a", formula: s + sqrt(a)) { a, _, _, s, _ in s + a.squareRoot() },
    .init(testDescription: "√(a/t) + s", formula: sqrt(a / t) + s) { a, _, _, s, t in (a / t).squareRoot() + s },
    .init(testDescription: "s + √(a/t)", formula: s + sqrt(a / t)) { a, _, _, s, t in s + (a / t).squareRoot() },
  ]

  /// Each is one instruction, and every operation in it is rounded by itself: bit for bit, whatever the numbers.
  @Test(arguments: fused) func aFusedInstructionRoundsEachOperation(_ fused: Fused) throws {
    let numbers: [Double] = [
      0, -0.0, 1, -2.5, 0.1, 1e-8, 1e300, -1e300, 1e-300, 0x1p-1030, -.leastNonzeroMagnitude, .infinity, -.infinity,
      .nan,
    ]
    let (a, b, c) = Self.runs(edges: numbers)
    for s in numbers + [0.9, 0.999] {
      for t in numbers + [0.271, -3] {
        try Self.compare(fused, a, b, c, s, t)
        // Shorter than a vector, and one longer than whole chunks.
        for count in [2, 7, 257, 513] where abs(s) < 3 && abs(t) < 3 {
          try Self.compare(fused, Array(a.suffix(count)), Array(b.suffix(count)), Array(c.suffix(count)), s, t)
        }
      }
    }
  }

  /// A value that is needed elsewhere too is computed once, by itself.
  @Test func sharedValuesAreNotFused() throws {
    let (a, b, s, t) = (Self.a, Self.b, Self.s, Self.t)
    let scaled = s * a
    for (formula, count) in [
      (scaled + t * b, 1), ((scaled + t * b) / scaled, 3), (scaled - scaled, 2),
      (square(b) * (s * a + t * square(b)), 3),
      (sqrt(a / t) + s + a / t, 3), (max(a, 0) - s * max(b, 0), 3), (s * t + a * b, 3),
    ] {
      let leaves = Self.leaves(Self.finite(1300, seed: 1), Self.finite(1300, seed: 2), [], 0.9, 0.3)
      let (result, instructions) = try Self.advanced(formula, leaves)
      var interpreted = simulation(formula, leaves)
      let expected = try #require(try interpreted.step(leaves.mapValues(Value.init)).last?.value.blocks[0])
      let text = Rendering(for: interpreted.recipe).text(formula)
      #expect(result.map(\.bitPattern) == expected.values.map(\.bitPattern), "\(text)")
      #expect(instructions == count, "\(text)")
    }
  }

  /// A repeated operand is not laid out as the loop is, and is not fused; nor is a loop of one element.
  @Test func otherLayoutsAreTheInterpreters() throws {
    let (a, b, s, t) = (Self.a, Self.b, Self.s, Self.t)
    for shape in [[1, 1], [1, 9], [9, 1], [65, 20]] {
      let run = Self.finite(shape[0] * shape[1], seed: 3)
      for other in [["j"], ["i"], ["j", "i"]] as [[Axis]] {
        let extents = other.map { $0 == "i" ? shape[0] : shape[1] }
        let leaves = [
          "a": Block(axes: ["i", "j"], shape: shape, values: run),
          "b": Block(axes: other, shape: extents, values: Self.finite(extents.reduce(1, *), seed: 4)),
          "s": Block(0.9), "t": Block(0.3),
        ]
        for formula in [s * a + t * b, b - s * a, a - b / a, s * b + t * square(a), a + s * square(b)] {
          let (result, _) = try Self.advanced(formula, leaves)
          var interpreted = simulation(formula, leaves)
          let expected = try #require(try interpreted.step(leaves.mapValues(Value.init)).last?.value.blocks[0])
          #expect(
            result.map(\.bitPattern) == expected.values.map(\.bitPattern),
            "\(Rendering(for: interpreted.recipe).text(formula)), \(shape), \(other)")
        }
      }
    }
  }

  // MARK: Numbers

  /// Every pair of edge values beside each other, then numbers of all sizes, then of sizes that divide by a reciprocal.
  private static func runs(edges: [Double]) -> (a: [Double], b: [Double], c: [Double]) {
    let pairs = edges.flatMap { first in edges.map { (first, $0) } }
    var generator = Draws(state: 11)
    let anySize = (0..<300).map { _ in Double(bitPattern: generator.next() & 0x7FFF_FFFF_FFFF_FFFF) }
    return (
      pairs.map(\.0) + anySize + finite(1000, seed: 5).map { abs($0) },
      pairs.map(\.1) + anySize.reversed() + finite(1000, seed: 6),
      pairs.reversed().map(\.0) + anySize + finite(1000, seed: 7)
    )
  }

  /// Numbers of either sign from 2⁻⁴⁰ to 2⁴⁰.
  private static func finite(_ count: Int, seed: UInt64) -> [Double] {
    var generator = Draws(state: seed)
    return (0..<count).map { _ in
      Double(bitPattern: generator.next() & 0x800F_FFFF_FFFF_FFFF | (983 + generator.next() % 80) << 52)
    }
  }

  private static func leaves(_ a: [Double], _ b: [Double], _ c: [Double], _ s: Double, _ t: Double) -> [String: Block] {
    func run(_ values: [Double]) -> Block { Block(axes: ["i"], shape: [values.count], values: values) }
    return ["a": run(a), "b": run(b), "c": run(c), "s": Block(s), "t": Block(t)]
  }

  private static func compare(
    _ fused: Fused, _ a: [Double], _ b: [Double], _ c: [Double], _ s: Double, _ t: Double
  ) throws {
    let (result, instructions) = try advanced(fused.formula, leaves(a, b, c, s, t))
    #expect(instructions == 1)
    let wrong = result.indices.first { index in
      let expected = fused.element(a[index], b[index], c[index], s, t)
      return result[index].bitPattern != expected.bitPattern && !(result[index].isNaN && expected.isNaN)
    }
    if let wrong {
      Issue.record(
        "a \(a[wrong]), b \(b[wrong]), c \(c[wrong]), s \(s), t \(t) give \(result[wrong]), element \(wrong) of \(a.count)"
      )
    }
  }

  /// Returns a formula's value by a program, and the number of its instructions.
  private static func advanced(
    _ formula: Equations.Expression, _ leaves: [String: Block]
  ) throws -> (values: [Double], instructions: Int) {
    var simulation = simulation(formula, leaves)
    let inputs = leaves.mapValues(Value.init)
    for _ in 0..<2 { try simulation.advance(inputs, keeping: ["result"]) }
    let program = try #require(simulation.compiled)
    return (try #require(simulation.value(of: Reference("result"))?.blocks[0]).values, program.instructionCount)
  }
}
