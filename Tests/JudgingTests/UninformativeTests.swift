import Equations
import Judging
import Reference
import Tensors
import Testing
import Traces

/// Numbers that do not depend on what the program was given.
@Suite struct UninformativeTests {
  private static let shape = [4]

  private static func inputs(steps: Int, scale: Double = 1, idle: Set<Int> = []) -> RunInputs {
    var inputs = RunInputs(
      parameters: ["w": Tensor(shape: shape, values: [1, -2, 0.5, 3])], steps: steps)
    let gradients = (0..<steps * 4).map {
      idle.contains($0 % 4) ? 0 : scale * Double(($0 * 7) % 11 - 5) + 0.25 * scale
    }
    inputs.series["gradients", "w"] = .init(shape: shape, steps: steps, values: gradients)
    return inputs
  }

  /// A run of Adam whose m is replaced.
  private static func run(_ inputs: RunInputs, m: ((Int, Double) -> Double)? = nil) throws
    -> Examination
  {
    let recipe = try Component.adam.recipe()
    let golden = try recipe.trace(inputs)
    var trace = golden
    if let m, let right = golden["m", "w"] {
      let values = right.values.enumerated().map { m($0.offset, $0.element) }
      trace["m", "w"] = .init(shape: right.shape, steps: right.steps, values: values)
    }
    return try Examination(caseID: "", recipe: recipe, inputs: inputs, golden: golden, trace: trace)
  }

  private static func isIndependent(_ one: Examination, _ other: Examination) -> Bool {
    one.isIndependent("m", other: other.trace, otherGolden: other.golden)
  }

  @Test func theSameNumbersInMostPlacesAreIndependentOfTheInputs() throws {
    let (first, second) = (Self.inputs(steps: 6), Self.inputs(steps: 6, scale: 2))
    #expect(try !Self.isIndependent(Self.run(first), Self.run(second)))
    func made(up count: Int) throws -> Bool {
      // The first two steps do not count, so 16 numbers do.
      func m(_ position: Int, _ value: Double) -> Double {
        position % 16 < count ? Double(position) : value
      }
      return try Self.isIndependent(Self.run(first, m: m), Self.run(second, m: m))
    }
    #expect(try made(up: 16) && made(up: 9))
    #expect(try !made(up: 8) && !made(up: 1))
  }

  /// The start may be the same on all inputs; four steps are enough to leave it out.
  @Test(arguments: [(4, false), (3, true)]) func theFirstTwoStepsAreLeftOut(
    steps: Int, isIndependent: Bool
  ) throws {
    func m(_ position: Int, _ value: Double) -> Double { position < 9 ? Double(position) : value }
    let (first, second) = (Self.inputs(steps: steps), Self.inputs(steps: steps, scale: 2))
    #expect(try Self.isIndependent(Self.run(first, m: m), Self.run(second, m: m)) == isIndependent)
  }

  @Test func numbersThatAreNoneOnBothInputsAreIndependentOfThem() throws {
    let (first, second) = (Self.inputs(steps: 6), Self.inputs(steps: 6, scale: 2))
    let none = try Self.run(first, m: { _, _ in .nan })
    #expect(try Self.isIndependent(none, Self.run(second, m: { _, _ in .nan })))
    // They depend on the inputs where only one of the two is none.
    #expect(try !Self.isIndependent(none, Self.run(second)))
    #expect(try !Self.isIndependent(Self.run(first), Self.run(second, m: { _, _ in .infinity })))
  }

  @Test func nothingIsSaidOfTheSameInputsOrAnotherShape() throws {
    let one = try Self.run(Self.inputs(steps: 6), m: { position, _ in Double(position) })
    #expect(!Self.isIndependent(one, one))
    var other = try Self.run(
      Self.inputs(steps: 6, scale: 2), m: { position, _ in Double(position) }
    ).trace
    let golden = try Self.run(Self.inputs(steps: 6, scale: 2)).golden
    let m = try #require(other["m", "w"])
    other["m", "w"] = .init(shape: [2, 2], steps: m.steps, values: m.values)
    #expect(!one.isIndependent("m", other: other, otherGolden: golden))
  }

  /// From which step on m stands still, counted from 0, and if that counts as frozen.
  @Test(arguments: [
    (4, 1, true), (3, 1, false), (7, 3, false), (8, 4, true), (8, 5, false), (9, 4, true),
  ])
  func whatStandsStillForHalfOfTheStepsIsFrozen(steps: Int, from: Int, isFrozen: Bool) throws {
    let inputs = Self.inputs(steps: steps)
    let right = try #require(try Self.run(inputs).golden["m", "w"])
    let run = try Self.run(
      inputs,
      m: { position, value in
        position / 4 < from ? value : right.values[from * 4 + position % 4]
      })
    #expect(run.isFrozen("m") == isFrozen)
  }

  /// Elements without a gradient stand still rightly.
  @Test(arguments: [(0, true), (1, true), (2, false), (3, false)])
  func mostOfTheRightNumbersHaveToChange(idle: Int, isFrozen: Bool) throws {
    let inputs = Self.inputs(steps: 6, idle: Set(0..<idle))
    let right = try #require(try Self.run(inputs).golden["m", "w"])
    let run = try Self.run(
      inputs, m: { position, value in position < 4 ? value : right.values[4 + position % 4] })
    #expect(run.isFrozen("m") == isFrozen)
  }
}
