import Testing

@testable import Equations

/// A compiled step says what the interpreter says.
@Suite struct CompiledStepTests {
  /// The equation that a number is wrong for is named, not the one that gave the number.
  @Test func anIndexOutsideIsLaidToTheEquationThatPicks() throws {
    let equations = [
      quantity("index") ← quantity("x") + 1,
      quantity("picked") ← gather(quantity("table"), at: quantity("index"), along: "row"),
      quantity("result") ← quantity("picked") * 2,
    ]
    func leaves(_ x: Double) -> [String: Block] {
      [
        "x": Block(axes: ["place"], shape: [1], values: [x]),
        "table": Block(axes: ["row"], shape: [3], values: [1, 2, 3]),
      ]
    }
    let wrong = leaves(9).mapValues { Value($0) }
    var compiled = simulation(equations, leaves(0))
    for _ in 0..<2 { try compiled.advance(leaves(0).mapValues { Value($0) }, keeping: ["result"]) }
    try #require(compiled.isCompiled)
    var interpreted = simulation(equations, leaves(0))
    let error = #expect(throws: RecipeError.self) { try compiled.advance(wrong, keeping: ["result"]) }
    let expected = #expect(throws: RecipeError.self) { _ = try interpreted.step(wrong) }
    guard case .evaluation(.indexOutside(10, axis: "row", extent: 3), _, quantity: "picked")? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(String(describing: error) == String(describing: expected))
  }
}
