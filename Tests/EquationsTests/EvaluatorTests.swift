import Equations
import Testing

/// Leaves with fixed values.
private struct Fixed: Environment {
  var values: [String: Block] = [:]
  var step: Value { Value(Block(3)) }

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
  func setting(_ name: String) throws(EvaluationError) -> Value { Value(Block(0.5)) }
}

@Suite struct EvaluatorTests {
  private let a = Block(axes: ["row", "column"], shape: [2, 3], values: [1, 2, 3, 4, 5, 6])
  private let b = Block(axes: ["column", "other"], shape: [3, 2], values: [1, 0, 2, 1, 0, 3])
  private let r = Block(axes: ["row"], shape: [2], values: [10, 20])
  private let c = Block(axes: ["column"], shape: [3], values: [1, 10, 100])

  private func evaluate(_ expression: Expression) throws -> Block {
    try Evaluator().evaluate(expression, in: Fixed(values: ["a": a, "b": b, "r": r, "c": c])).blocks[0]
  }

  private let qa = quantity("a"), qb = quantity("b"), qr = quantity("r"), qc = quantity("c")

  @Test func elementsMeetByTheNamesOfTheirAxes() throws {
    #expect(try evaluate(qa + qr).values == [11, 12, 13, 24, 25, 26])
    #expect(try evaluate(qr + qa).values == [11, 12, 13, 24, 25, 26])
    #expect(try evaluate(qa * qc).values == [1, 20, 300, 4, 50, 600])
    let outer = try evaluate(qr * qc)
    #expect(outer.axes == ["row", "column"])
    #expect(outer.values == [10, 100, 1000, 20, 200, 2000])
  }

  /// A number in doubt times zero is in doubt, on whichever side of a comparison it stands.
  @Test func aDoubtIsNotLostInTheLargerOfTwo() throws {
    let open = Block(axes: ["row"], shape: [2], values: [1, 2], error: [.infinity, .infinity])
    let exact = Block(axes: ["row"], shape: [2], values: [-1, -1], error: [1e-16, 1e-16])
    let leaves = Fixed(values: ["open": open, "exact": exact])
    let doubt = quantity("open") * 0
    for larger in [max(doubt, quantity("exact")), max(quantity("exact"), doubt), square(doubt)] {
      let block = try Evaluator(isBounded: true).evaluate(larger, in: leaves).blocks[0]
      #expect(block.error?.allSatisfy { $0 == .infinity } == true, "\(block)")
    }
  }

  @Test func contractIsTheMatrixProduct() throws {
    let product = try evaluate(contract(qa, qb, over: "column"))
    #expect(product.axes == ["row", "other"])
    #expect(product.values == [5, 11, 14, 23])
    #expect(try evaluate(contract(qa, qa, over: "row", "column")).values == [91])
    #expect(try evaluate(contract(qa, qr, over: "row")).values == [90, 120, 150])
    #expect(try evaluate(contract(qa, qc, over: "column")).values == [321, 654])
    // Along the row, which both keep, there is a product for each entry.
    #expect(try evaluate(contract(qa, qr * qa, over: "column")).values == [140, 1540])
  }

  @Test func reductionsKeepTheOtherAxes() throws {
    #expect(try evaluate(sum(qa, over: "row")).values == [5, 7, 9])
    #expect(try evaluate(mean(qa, over: "column")).values == [2, 5])
    #expect(try evaluate(max(qa, over: "row", "column")).values == [6])
    #expect(try evaluate(sum(qa, over: .elements)).values == [21])
    #expect(try evaluate(extent(of: qa, "column")).values == [3])
  }

  @Test func wholePowersAreRepeatedProducts() throws {
    #expect(try evaluate(pow(2, t)).values == [8])
    #expect(try evaluate(pow(setting("x"), -t)).values == [8])
    #expect(try evaluate(pow(4, setting("x"))).values == [2])
  }

  @Test func selectTakesABranchForEachElement() throws {
    #expect(try evaluate(select(greater(qa, 3), qa, 0)).values == [0, 0, 0, 4, 5, 6])
    #expect(try evaluate(select(greater(qr, 10), qc, -qc)).values == [-1, -10, -100, 1, 10, 100])
  }

  @Test func aMissingAxisIsSaid() {
    #expect(throws: EvaluationError.axisMissing("depth", in: ["row", "column"])) {
      try evaluate(sum(qa, over: "depth"))
    }
    #expect(throws: EvaluationError.extentsDiffer(axis: "row", 2, 3)) {
      try evaluate(qa + qc.renamed("column", to: "row"))
    }
  }
}
